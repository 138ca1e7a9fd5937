package dev.sks.manager.data;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** The greatest values of a result, in memory of their number. */
final class TopResults {

  /** Python writes NaN and Infinity. */
  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build()
          .readerFor(ResultEntry.class);

  private TopResults() {}

  /** The first entries of JSON Lines in the order of {@link ResultEntry#GREATEST_FIRST}. */
  static List<ResultEntry> of(InputStream lines, int count) throws IOException {
    var least = new PriorityQueue<>(ResultEntry.GREATEST_FIRST.reversed());
    try (MappingIterator<ResultEntry> entries = READER.readValues(lines)) {
      while (entries.hasNextValue()) {
        least.add(entries.nextValue());
        if (least.size() > count) {
          least.poll();
        }
      }
    }
    var greatest = new ArrayList<>(least);
    greatest.sort(ResultEntry.GREATEST_FIRST);
    return greatest;
  }
}
