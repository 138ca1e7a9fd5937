package dev.sks.st;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

class WordCountST {

  private static Tenant tenant;

  @BeforeAll
  static void signIn() {
    tenant = Tenant.create(Stack.shared(), "words");
  }

  @Test
  void countsEveryWordOnce() {
    var corpus = Corpus.ofLines(20_000);
    tenant.put("corpus.txt", corpus.bytes());
    String id = tenant.submit(Tenant.python(Programs.MAPPER, Programs.REDUCER, "corpus.txt"));
    var job = tenant.awaitEnd(id);
    assertEquals("Succeeded", job.getString("status.state"), job.prettify());
    assertEquals(corpus.counts(), tenant.results(id));
    assertEquals(20_000, job.getInt("status.results.counters.mapInputRecords"));
  }

  static boolean hasTheBible() {
    return Files.isReadable(Corpus.KJV);
  }

  @Test
  @EnabledIf("hasTheBible")
  void countsTheKingJamesBible() throws IOException {
    tenant.put("kjv.txt", Corpus.KJV.toFile());
    var spec = Tenant.python(Programs.MAPPER, Programs.REDUCER, "kjv.txt");
    spec.put("reducers", 3);
    String id = tenant.submit(spec);
    assertEquals("Succeeded", tenant.awaitEnd(id).getString("status.state"));
    tenant
        .request()
        .queryParam("top", 3)
        .get("/v1/jobs/" + id + "/results")
        .then()
        .statusCode(200)
        .body("$", hasSize(3))
        .body("key", equalTo(List.of("the", "and", "of")))
        .body("value", equalTo(List.of(62_051, 38_572, 34_393)));
  }

  @Test
  void runsHadoopStreamingPrograms() {
    var corpus = Corpus.ofLines(500);
    tenant.put("streaming.txt", corpus.bytes());
    var spec =
        new TreeMap<String, Object>(
            Map.of(
                "kind",
                "mapreduce",
                "program",
                Map.of(
                    "type", "streaming",
                    "mapper", "tr ' ' '\\n' | sed 's/$/\\t1/'",
                    "reducer", "./sum.sh",
                    "files",
                        Map.of(
                            "sum.sh",
                            "#!/bin/sh\nawk -F'\\t' '{n[$1]+=$2} END {for (k in n) print k"
                                + " \"\\t\" n[k]}'\n")),
                "inputs",
                List.of("streaming.txt")));
    String id = tenant.submit(spec);
    var job = tenant.awaitEnd(id);
    assertEquals("Succeeded", job.getString("status.state"), job.prettify());
    assertEquals(corpus.counts(), tenant.results(id));
  }

  @Test
  void whatTheProgramPrintsIsInItsLog() {
    tenant.put("one.txt", "a b\n".getBytes());
    String mapper =
        "def mapper(words):\n    print('saw', words)\n    return [(w, 1) for w in words]\n";
    String id = tenant.submit(Tenant.python(mapper, Programs.REDUCER, "one.txt"));
    assertEquals("Succeeded", tenant.awaitEnd(id).getString("status.state"));
    String followed =
        tenant
            .request()
            .queryParam("follow", true)
            .get("/v1/jobs/" + id + "/logs")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertTrue(followed.contains("saw ['a', 'b']"), followed);
    assertEquals(followed, tenant.logs(id));
  }
}
