package dev.sks.cli.client;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A {@code multipart/form-data} body (RFC 7578) of known length that streams its files. */
public final class Multipart {

  private final String boundary = "sks-" + UUID.randomUUID();
  private final List<BodyPublisher> pieces = new ArrayList<>();

  public String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  public Multipart text(String name, String contentType, String text) {
    pieces.add(BodyPublishers.ofString(head(name, "", contentType) + text + "\r\n"));
    return this;
  }

  public Multipart file(String name, String contentType, Path file) {
    pieces.add(BodyPublishers.ofString(head(name, "; filename=\"" + name + "\"", contentType)));
    try {
      pieces.add(BodyPublishers.ofFile(file));
    } catch (FileNotFoundException e) {
      throw new UncheckedIOException(e);
    }
    pieces.add(BodyPublishers.ofString("\r\n"));
    return this;
  }

  private String head(String name, String more, String contentType) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\nContent-Type: %s\r\n\r\n"
        .formatted(boundary, name, more, contentType);
  }

  public BodyPublisher body() {
    var all = new ArrayList<>(pieces);
    all.add(BodyPublishers.ofString("--" + boundary + "--\r\n", StandardCharsets.US_ASCII));
    return BodyPublishers.concat(all.toArray(BodyPublisher[]::new));
  }
}
