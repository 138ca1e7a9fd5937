package dev.sks.ui.played;

import static io.restassured.RestAssured.given;

import dev.sks.base.json.BusJson;
import dev.sks.base.topics.TopicCreator;
import dev.sks.contract.JobSpec;
import dev.sks.contract.MapReduceSpec;
import dev.sks.contract.Program;
import dev.sks.contract.Topics;
import dev.sks.embedded.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** A gateway with real stores, and its peers played. */
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = {
      @ResourceArg(name = "postgres", value = "sks_ui"),
      @ResourceArg(name = "kafka", value = "true")
    })
@QuarkusTestResource(PeersResource.class)
public abstract class GatewayIT {

  protected static final String TENANT = "acme";

  private static PlayedManager played;

  @BeforeEach
  void play() throws InterruptedException {
    if (played == null) {
      // The manager's topics come into being after the gateway has subscribed to them.
      CDI.current()
          .select(TopicCreator.class)
          .get()
          .ensure(List.of(Topics.JOB_EVENTS, Topics.COMMAND_ANSWERS, Topics.JOB_PROGRESS));
      played = new PlayedManager();
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (played != null) {
      played.close();
    }
    played = null;
  }

  protected static PlayedManager manager() {
    return played;
  }

  protected static RequestSpecification member() {
    return as(Tokens.of(TENANT, "member"));
  }

  protected static RequestSpecification as(String token) {
    return given().header("Authorization", "Bearer " + token);
  }

  /** What the played peers saw at a path. */
  protected static String seen(String path) {
    String peers = ConfigProvider.getConfig().getValue("test.peers", String.class);
    return given().get(peers + "/played" + path).asString();
  }

  protected static MapReduceSpec spec(String name) {
    return new MapReduceSpec(
        name,
        null,
        new Program.Python("def mapper(words): return []", "def reducer(e): return e", null),
        List.of("books/kjv.txt"),
        0,
        0,
        null,
        null,
        null);
  }

  protected static String submit(JobSpec spec) {
    return member()
        .contentType(ContentType.JSON)
        .body(BusJson.write(spec))
        .post("/v1/jobs")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }
}
