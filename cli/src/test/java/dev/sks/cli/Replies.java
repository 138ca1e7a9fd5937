package dev.sks.cli;

/** Answers of a server where all goes well. */
final class Replies {

  static final String JOB = "d0000000000000000000000001";

  static final String TOKENS =
      """
      {"accessToken":"access-1","refreshToken":"refresh-1","tokenType":"Bearer","expiresIn":300,
       "tenant":"default"}""";

  static final String SUCCEEDED =
      """
      {"id":"%s","tenant":"default","submittedBy":"ada","submittedAt":"2026-11-21T10:00:00Z",
       "spec":{"kind":"mapreduce","name":"wordcount","inputs":["book.txt"],"workers":2},
       "status":{"state":"Succeeded","attempt":1,"generation":4,
        "startedAt":"2026-11-21T10:00:01Z","finishedAt":"2026-11-21T10:00:13Z",
        "results":{"parts":[{"name":"part-00000.jsonl","records":2,"bytes":40}],
         "records":2,"bytes":40,"counters":{}}},
       "newerField":{"x":1}}"""
          .formatted(JOB);

  private Replies() {}

  static String job(String state) {
    return SUCCEEDED.replace("Succeeded", state).replaceAll("\\s*\\n\\s*", "");
  }

  static void give(TestServer server) {
    String job = "/v1/jobs/" + JOB;
    server
        .on("POST /v1/sessions", 200, TOKENS)
        .on("POST /v1/sessions/refresh", 200, TOKENS.replace("-1", "-2"))
        .on("POST /v1/sessions/sign-out", 204, "")
        .on(
            "GET /v1/me",
            200,
            """
            {"id":"u1","name":"ada","tenant":"default","roles":["member"],
             "expiresAt":"2026-11-21T10:00:00Z"}""")
        .on("GET /v1/jobs", 200, "{\"items\":[" + SUCCEEDED + "]}")
        .on("GET " + job, 200, SUCCEEDED)
        .on("POST /v1/jobs", 201, SUCCEEDED)
        .on(
            "GET " + job + "/results",
            200,
            "[{\"key\":\"the\",\"value\":62051},{\"key\":\"and\",\"value\":38587}]")
        .on(
            "GET " + job + "/events",
            (request, exchange) -> TestServer.stream(exchange, "text/event-stream", events()))
        .on(
            "GET " + job + "/logs",
            (request, exchange) ->
                TestServer.stream(
                    exchange,
                    "application/x-ndjson",
                    """
                    {"at":"2026-11-21T10:00:02Z","attempt":1,"source":"stdout","text":"hello"}
                    """))
        .on(
            "GET /v1/data",
            200,
            """
            {"items":[{"name":"book.txt","size":5000000,"modified":"2026-11-21T10:00:00Z"}]}""")
        .on("PUT /v1/data/text", 201, "{\"name\":\"text\",\"size\":5,\"sha256\":\"ab\"}");
  }

  static String events() {
    return """
        id: 3
        event: job
        data: %s

        event: progress
        data: {"mapsDone":1,"mapsTotal":4,"reducesDone":0,"reducesTotal":2,"records":1000,"bytes":5,"bytesTotal":20}

        : heartbeat

        event: progress
        data: {"mapsDone":4,"mapsTotal":4,"reducesDone":1,"reducesTotal":2,"records":4000,"bytes":20,"bytesTotal":20}

        id: 4
        event: job
        data: %s

        """
        .formatted(job("Running"), job("Succeeded"));
  }
}
