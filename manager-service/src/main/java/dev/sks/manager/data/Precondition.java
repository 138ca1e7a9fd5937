package dev.sks.manager.data;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a caller requires of the object it is about to change.
 *
 * @param ifMatch header If-Match, or null
 * @param ifNoneMatch header If-None-Match, or null
 */
public record Precondition(String ifMatch, String ifNoneMatch) {

  public static final Precondition NONE = new Precondition(null, null);

  /**
   * @throws ProblemException if the object is not as required
   */
  void require(Optional<DataObject> current) {
    if (ifMatch != null && !matches(ifMatch, current)
        || ifNoneMatch != null && matches(ifNoneMatch, current)) {
      throw new ProblemException(
          ProblemType.PRECONDITION_FAILED,
          "The object is not the one the If-Match or If-None-Match header asks for: get it again"
              + " and decide anew.");
    }
  }

  /** Whether a header's list of entity tags, or its '*', covers the object. */
  static boolean matches(String header, Optional<DataObject> current) {
    return current
        .map(DataObject::etag)
        .filter(
            etag ->
                Arrays.stream(header.split(","))
                    .map(String::strip)
                    .anyMatch(tag -> tag.equals("*") || tag.equals(etag)))
        .isPresent();
  }
}
