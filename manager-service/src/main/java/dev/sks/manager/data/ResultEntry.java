package dev.sks.manager.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/** A line of a result. */
public record ResultEntry(JsonNode key, JsonNode value) {

  /**
   * Greatest numbers first, then what is no number; ties by key, as Python orders {@code str(key)}.
   */
  static final Comparator<ResultEntry> GREATEST_FIRST =
      Comparator.comparing(ResultEntry::isNumber)
          .reversed()
          .thenComparing(ResultEntry::compareValues)
          .thenComparing(ResultEntry::keyText, ResultEntry::compareByCodePoint);

  private boolean isNumber() {
    return value.isNumber() && !Double.isNaN(value.doubleValue());
  }

  private static int compareValues(ResultEntry a, ResultEntry b) {
    if (!a.isNumber()) {
      return 0;
    }
    int compared = Double.compare(b.value.doubleValue(), a.value.doubleValue());
    boolean exact = a.value.isIntegralNumber() && b.value.isIntegralNumber();
    return compared == 0 && exact
        ? b.value.bigIntegerValue().compareTo(a.value.bigIntegerValue())
        : compared;
  }

  private String keyText() {
    return key.isTextual() ? key.textValue() : key.toString();
  }

  private static int compareByCodePoint(String a, String b) {
    int i = 0;
    while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    if (i == a.length() || i == b.length()) {
      return a.length() - b.length();
    }
    // Surrogates come before U+E000 to U+FFFF in UTF-16, but stand for what comes after.
    char x = a.charAt(i);
    char y = b.charAt(i);
    boolean oneSurrogate = Character.isSurrogate(x) != Character.isSurrogate(y);
    return oneSurrogate ? (Character.isSurrogate(x) ? 1 : -1) : x - y;
  }
}
