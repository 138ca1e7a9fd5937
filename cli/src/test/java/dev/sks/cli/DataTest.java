package dev.sks.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataTest {

  private static final String STORED = "{\"name\":\"x\",\"size\":1,\"sha256\":\"ab\"}";

  @TempDir private Path folder;
  private final TestServer server = new TestServer();
  private TestRun.User user;

  @BeforeEach
  void signIn() {
    Replies.give(server);
    user = new TestRun.User(folder.resolve("config"), server.url());
    user.types("pw\n", "login", "--user", "ada", "--password-stdin");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void namesAreEncodedSegmentBySegment() {
    String path = "PUT /v1/data/b%20c/%CE%B1%3F%23%25/..%2E".replace("..%2E", "%2E%2E");
    server.on(path, 201, STORED);
    TestRun run = user.types("text", "data", "put", "-", "--name", "b c/α?#%/..");
    assertEquals(0, run.code(), run.err());
    assertEquals("text", server.requests(path).get(0).body());
    assertEquals("chunked", server.requests(path).get(0).header("Transfer-encoding"));
  }

  @Test
  void aFileIsSentWithItsLengthAndAnEmptyOneToo() throws IOException {
    server.on("PUT /v1/data/f.txt", 201, STORED).on("PUT /v1/data/empty", 201, STORED);
    Path file = Files.writeString(folder.resolve("f.txt"), "12345");
    Path empty = Files.createFile(folder.resolve("empty"));
    TestRun run = user.runs("data", "put", file.toString(), empty.toString());
    assertEquals(0, run.code(), run.err());
    assertEquals("5", server.requests("PUT /v1/data/f.txt").get(0).header("Content-length"));
    assertEquals("", server.requests("PUT /v1/data/empty").get(0).body());
  }

  @Test
  void getIsWholeOrNotAtAll() throws IOException {
    byte[] bytes = {0, 1, (byte) 0xff, 10};
    server
        .on(
            "GET /v1/data/a/whole",
            (request, exchange) -> {
              exchange.sendResponseHeaders(200, bytes.length);
              exchange.getResponseBody().write(bytes);
            })
        .on(
            "GET /v1/data/cut",
            (request, exchange) -> {
              exchange.sendResponseHeaders(200, 100);
              exchange.getResponseBody().write(bytes);
            });
    Path file = folder.resolve("file");
    assertEquals(0, user.runs("data", "get", "a/whole", "-o", file.toString()).code());
    assertArrayEquals(bytes, Files.readAllBytes(file));
    assertEquals(2, user.runs("data", "get", "a/whole", "-o", file.toString()).code());
    TestRun cut = user.runs("data", "get", "cut", "--force", "-o", file.toString());
    assertEquals(6, cut.code(), cut.err());
    assertArrayEquals(bytes, Files.readAllBytes(file));
    assertFalse(Files.exists(folder.resolve(".file.part")));
  }

  @Test
  void getIsTakenUpWhereItBroke() throws IOException {
    server.on(
        "GET /v1/data/cut",
        (request, exchange) -> {
          exchange.getResponseHeaders().set("ETag", "\"v1\"");
          if (request.header("Range").isEmpty()) {
            exchange.sendResponseHeaders(200, 6);
            exchange.getResponseBody().write("abcd".getBytes());
          } else {
            assertEquals("bytes=4-", request.header("Range"));
            assertEquals("\"v1\"", request.header("If-match"));
            exchange.sendResponseHeaders(206, 2);
            exchange.getResponseBody().write("ef".getBytes());
          }
        });
    assertEquals("abcdef", user.runs("data", "get", "cut", "-o", "-").out());
  }

  @Test
  void aLargeFileStreamsThroughASmallHeap() throws Exception {
    long size = 300L << 20;
    var received = new AtomicLong();
    server.onUpload(
        "PUT /v1/data/large",
        (request, exchange) -> {
          received.set(exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()));
          TestServer.send(exchange, 201, STORED);
        });
    Path large = folder.resolve("large");
    try (var sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength(size);
    }
    TestRun run =
        ChildRun.of(user, folder.resolve("output"), "data", "put", large.toString()).end();
    assertEquals(0, run.code(), run.out());
    assertEquals(size, received.get());
  }
}
