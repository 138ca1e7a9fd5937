package dev.sks.ui.jobs;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.Limits;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Violation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads a submission's form as it arrives, its parts in any order: small parts into memory, within
 * limits; the input straight on to the manager.
 */
final class SubmitForm {

  static final String INPUT = "input";
  static final String SPEC = "spec";
  static final Set<String> SOURCES = Set.of("mapper", "reducer", "combiner");

  private final HttpServerRequest request;
  private final Supplier<InputUpload> inputs;
  private final Map<String, Buffer> texts = new HashMap<>();
  private final Promise<FormParts> done = Promise.promise();
  private InputUpload input;

  /**
   * @param inputs opens the way for the input, at most once
   */
  SubmitForm(HttpServerRequest request, Supplier<InputUpload> inputs) {
    this.request = request;
    this.inputs = inputs;
  }

  /** Whether some of an input may have reached the manager. */
  boolean hasInput() {
    return input != null;
  }

  /** Fails with a problem, or with what cut the request short. */
  Future<FormParts> read() {
    request.setExpectMultipart(true);
    request.uploadHandler(this::part);
    request.exceptionHandler(this::broken);
    request.endHandler(v -> ended());
    request.resume();
    return done.future();
  }

  private void part(HttpServerFileUpload part) {
    String name = part.name();
    if (done.future().isComplete()) {
      part.handler(rest -> {});
    } else if (name.equals(INPUT)) {
      if (input != null) {
        refuse(name, "comes twice");
        return;
      }
      input = inputs.get();
      input.take(part);
      input.stored().onFailure(done::tryFail);
    } else {
      // Unknown names are refused when all is known; their size counts all the same.
      var text = Buffer.buffer();
      part.handler(more -> append(name, text, more));
      part.endHandler(v -> put(name, text));
    }
  }

  private void append(String name, Buffer text, Buffer more) {
    int limit = SOURCES.contains(name) ? Limits.SOURCE : Limits.BODY;
    if (text.length() + more.length() > limit) {
      done.tryFail(
          new ProblemException(
              ProblemType.BODY_TOO_LARGE,
              "The part '" + name + "' has at most " + limit + " bytes."));
    } else {
      text.appendBuffer(more);
    }
  }

  private void put(String name, Buffer text) {
    if (!name.equals(SPEC) && !SOURCES.contains(name)) {
      done.tryFail(
          new ProblemException(
              ProblemType.UNKNOWN_FIELD,
              "The part '" + name + "' does not exist: mapper, reducer, combiner, input, spec.",
              List.of(new Violation(name, "does not exist"))));
    } else if (texts.putIfAbsent(name, text) != null) {
      refuse(name, "comes twice");
    }
  }

  private void ended() {
    for (var attribute : request.formAttributes()) {
      var text = Buffer.buffer(attribute.getValue());
      if (!attribute.getKey().equals(INPUT)) {
        put(attribute.getKey(), text);
      } else if (input == null && !done.future().isComplete()) {
        input = inputs.get();
        input.takeAll(text);
      } else {
        refuse(INPUT, "comes twice");
      }
    }
    if (input == null) {
      done.tryComplete(new FormParts(texts, Optional.empty()));
    } else {
      input
          .stored()
          .onFailure(done::tryFail)
          .onSuccess(hash -> done.tryComplete(new FormParts(texts, Optional.of(hash))));
    }
  }

  private void broken(Throwable cause) {
    if (input != null) {
      input.abort();
    }
    done.tryFail(
        new ProblemException(
            ProblemType.INVALID_REQUEST, "The form can't be read: " + cause.getMessage()));
  }

  private void refuse(String name, String message) {
    done.tryFail(
        new ProblemException(
            ProblemType.INVALID_REQUEST,
            "The part '" + name + "' " + message + ".",
            List.of(new Violation(name, message))));
  }
}
