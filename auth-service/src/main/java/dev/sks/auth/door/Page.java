package dev.sks.auth.door;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.Limits;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param next where the next part starts, absent on the last; opaque to the caller
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, String next) {

  /** What was asked for: so many items after the one with this key ("" = from the start). */
  public record Request(String after, int limit) {

    public static Request of(Integer limit, String cursor) {
      int size = limit == null ? Limits.PAGE / 10 : limit;
      if (size < 1 || size > Limits.PAGE) {
        throw wrong("limit", "must be from 1 to " + Limits.PAGE);
      }
      return new Request(cursor == null ? "" : decode(cursor), size);
    }
  }

  /** A page out of one row more than asked for, if there are so many. */
  public static <T> Page<T> of(List<T> rows, Request request, Function<T, String> key) {
    if (rows.size() <= request.limit()) {
      return new Page<>(rows, null);
    }
    List<T> items = rows.subList(0, request.limit());
    return new Page<>(items, encode(key.apply(items.get(items.size() - 1))));
  }

  private static String encode(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
          .replace("\0", "");
    } catch (IllegalArgumentException e) {
      throw wrong("cursor", "must be the 'next' of a page before");
    }
  }

  private static ProblemException wrong(String field, String message) {
    return new ProblemException(
        ProblemType.INVALID_REQUEST,
        "'%s' %s.".formatted(field, message),
        List.of(new Violation(field, message)));
  }
}
