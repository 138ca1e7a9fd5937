package dev.sks.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sks.cli.CommandFailed;
import dev.sks.cli.ExitCode;
import dev.sks.cli.client.Call;
import dev.sks.cli.client.Json;
import dev.sks.cli.client.Multipart;
import dev.sks.cli.client.Patience;
import dev.sks.cli.console.Console;
import dev.sks.cli.console.Output;
import dev.sks.cli.session.Context;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "mapreduce",
    description = "Run a MapReduce job with your mapper and reducer.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sks mapreduce book.txt mapper.py reducer.py --watch",
      "  sks mapreduce books/a.txt books/b.txt mapper.py reducer.py --combiner reducer.py --workers 4",
      "  sks mapreduce ./local.txt mapper.py reducer.py --upload --watch",
      "  sks mapreduce book.txt 'tr -s \" \" \"\\n\"' 'uniq -c' --streaming",
      "",
      "mapper.py has mapper(words), called once a line, which returns a list of (key, value);",
      "reducer.py has reducer(entries), which gets {key: [values]} and returns {key: value}."
    })
public final class MapReduceCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(
      arity = "3..*",
      paramLabel = "INPUT... MAPPER REDUCER",
      hideParamSyntax = true,
      description = "Names of data objects (with --upload: one local file), then the two programs.")
  private List<String> words;

  @Mixin private JobOptions options;

  @Option(names = "--upload", description = "INPUT is a local file; it goes when the job goes.")
  private boolean upload;

  @Option(names = "--watch", description = "Show the progress until the job ends.")
  private boolean watch;

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "The same key and job within a day is the same job; random if not given.")
  private String key = UUID.randomUUID().toString();

  @Mixin private Output output;

  public MapReduceCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<String> inputs = words.subList(0, words.size() - 2);
    String mapper = words.get(words.size() - 2);
    String reducer = words.get(words.size() - 1);
    var door = new JobDoor(context.api());
    ObjectNode spec = options.spec();
    Call call = upload ? form(spec, inputs, mapper, reducer) : json(spec, inputs, mapper, reducer);
    JsonNode answer = door.api().json(call.with("Idempotency-Key", key).patience(Patience.LONG));
    var job = new Job(answer);
    return watch ? watched(door, job) : submitted(door.answered(job));
  }

  private Call json(ObjectNode spec, List<String> inputs, String mapper, String reducer) {
    inputs.forEach(spec.withArray("inputs")::add);
    spec.set("program", options.program(mapper, reducer));
    return Call.json("POST", JobDoor.PATH, spec);
  }

  private Call form(ObjectNode spec, List<String> inputs, String mapper, String reducer) {
    if (options.isStreaming()) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "--upload does not go with --streaming",
          "Store the input with 'sks data put', and name it without --upload.");
    }
    if (inputs.size() > 1) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "--upload takes one input",
          "Store several with 'sks data put', and name them without --upload.");
    }
    var form = new Multipart().text("spec", "application/json", spec.toString());
    options.programParts(form, mapper, reducer);
    // Last: the server checks the rest before it takes what may be large.
    form.file("input", "application/octet-stream", Path.of(inputs.get(0)));
    return Call.of("POST", JobDoor.PATH).with("Content-Type", form.contentType()).body(form.body());
  }

  private int submitted(Job job) {
    output.print(
        context.console(),
        job.json(),
        j -> Json.text(j, "id"),
        j -> {
          context.console().say("Job " + job.id() + " " + job.state());
          JobReport.why(job, context.console());
          if (!job.hasEnded()) {
            context.console().note("Follow it with 'sks watch " + job.id() + "'.");
          }
        });
    return job.exitCode().number();
  }

  private int watched(JobDoor door, Job job) {
    Console console = context.console();
    console.note("Job " + job.id());
    Job ended = Watcher.onErr(console).untilEnd(door, job.id());
    output.print(
        console,
        ended.json(),
        j -> Json.text(j, "id"),
        j -> {
          console.say("Job " + ended.id() + " " + JobReport.end(ended));
          JobReport.why(ended, console);
        });
    return ended.exitCode().number();
  }
}
