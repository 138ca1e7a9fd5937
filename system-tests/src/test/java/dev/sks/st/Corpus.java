package dev.sks.st;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text with a skewed vocabulary, the same at every run, and its count made independently. */
record Corpus(String text) {

  /** The King James Bible, where the checkout has it beside itself. */
  static final Path KJV =
      StandaloneStack.ROOT.resolveSibling("shared").resolve("data").resolve("kjv.txt");

  static Corpus ofLines(int lines) {
    var random = new Random(42);
    return new Corpus(
        IntStream.range(0, lines)
            .mapToObj(
                i ->
                    IntStream.range(0, 1 + random.nextInt(20))
                        .mapToObj(j -> "w" + (int) Math.pow(random.nextInt(40), 2))
                        .collect(Collectors.joining(" ")))
            .collect(Collectors.joining("\n", "", "\n")));
  }

  byte[] bytes() {
    return text.getBytes(UTF_8);
  }

  Map<String, Integer> counts() {
    var counts = new TreeMap<String, Integer>();
    text.lines()
        .forEach(
            line -> {
              for (String word : line.strip().split(" ", -1)) {
                counts.merge(word, 1, Integer::sum);
              }
            });
    return counts;
  }
}
