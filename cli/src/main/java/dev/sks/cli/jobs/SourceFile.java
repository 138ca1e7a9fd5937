package dev.sks.cli.jobs;

import dev.sks.cli.CommandFailed;
import dev.sks.cli.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Local files of a program's text. */
final class SourceFile {

  private static final long MOST = 1024 * 1024;

  private SourceFile() {}

  static String name(String file) {
    return Path.of(file).getFileName().toString();
  }

  static String read(String file) {
    Path path = Path.of(file);
    try {
      if (Files.size(path) > MOST) {
        throw unusable(file, "it is larger than " + MOST + " bytes");
      }
      var bytes = ByteBuffer.wrap(Files.readAllBytes(path));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw unusable(file, "it is not UTF-8");
    } catch (IOException e) {
      throw unusable(file, e.toString());
    }
  }

  private static CommandFailed unusable(String file, String why) {
    return new CommandFailed(
        ExitCode.USAGE,
        "The program " + file + " can't be read: " + why,
        "Give a readable text file.");
  }
}
