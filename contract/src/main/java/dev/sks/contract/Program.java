package dev.sks.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The user's code. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Program.Python.class, name = "python"),
  @JsonSubTypes.Type(value = Program.Streaming.class, name = "streaming")
})
public sealed interface Program permits Program.Python, Program.Streaming {

  List<Violation> violations();

  /**
   * Python sources with the functions {@code mapper(words)} and {@code reducer(entries)}.
   *
   * @param combiner a source with {@code combiner(entries)}, or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Python(String mapper, String reducer, String combiner) implements Program {

    @Override
    public List<Violation> violations() {
      var found = new ArrayList<Violation>();
      source("program.mapper", mapper, found);
      source("program.reducer", reducer, found);
      if (combiner != null) {
        source("program.combiner", combiner, found);
      }
      return found;
    }

    private static void source(String field, String source, List<Violation> found) {
      if (source == null || source.isBlank()) {
        found.add(new Violation(field, "Python source is needed"));
      } else if (size(source) > Limits.SOURCE) {
        found.add(new Violation(field, "at most " + Limits.SOURCE + " bytes"));
      } else if (source.indexOf('\0') >= 0) {
        found.add(new Violation(field, "must not contain NUL"));
      }
    }
  }

  /**
   * Command lines of the Hadoop Streaming contract: records on standard input and output, key TAB
   * value, sorted by the key's bytes before the reducer.
   *
   * @param mapper a command line, run by {@code /bin/sh -c} in a folder that holds the files
   * @param combiner a command line, or null
   * @param files texts placed, executable, in the command's folder, by name
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Streaming(String mapper, String reducer, String combiner, Map<String, String> files)
      implements Program {

    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

    public Streaming {
      files = files == null ? Map.of() : Map.copyOf(files);
    }

    @Override
    public List<Violation> violations() {
      var found = new ArrayList<Violation>();
      command("program.mapper", mapper, found);
      command("program.reducer", reducer, found);
      if (combiner != null) {
        command("program.combiner", combiner, found);
      }
      if (files.size() > Limits.PROGRAM_FILE_COUNT) {
        found.add(
            new Violation("program.files", "at most " + Limits.PROGRAM_FILE_COUNT + " files"));
      }
      if (files.values().stream().mapToInt(Program::size).sum() > Limits.PROGRAM_FILES) {
        found.add(
            new Violation(
                "program.files", "at most " + Limits.PROGRAM_FILES + " bytes in all files"));
      }
      for (String name : files.keySet()) {
        if (!FILE_NAME.matcher(name).matches()) {
          found.add(
              new Violation("program.files", "a file's name is letters, digits, '.', '_' and '-'"));
        }
      }
      return found;
    }

    private static void command(String field, String line, List<Violation> found) {
      if (line == null || line.isBlank()) {
        found.add(new Violation(field, "a command line is needed"));
      } else if (size(line) > Limits.COMMAND_LINE || line.indexOf('\0') >= 0) {
        found.add(new Violation(field, "at most " + Limits.COMMAND_LINE + " bytes, and no NUL"));
      }
    }
  }

  private static int size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
