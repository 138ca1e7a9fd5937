package dev.sks.manager.data;

import dev.sks.base.problem.ProblemException;
import dev.sks.base.problem.ProblemMappers;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.nio.file.Path;
import java.util.Date;
import java.util.Optional;
import org.jboss.resteasy.reactive.PathPart;

/** An object's bytes, or a range of them, sent by the kernel from the file. */
record ObjectContent(DataObject object, Path file) {

  Response respond(String range, String ifRange, String ifNoneMatch) {
    if (ifNoneMatch != null && Precondition.matches(ifNoneMatch, Optional.of(object))) {
      return Response.notModified().header(HttpHeaders.ETAG, object.etag()).build();
    }
    boolean same = ifRange == null || ifRange.equals(object.etag());
    long size = object.size();
    try {
      return ByteRange.of(same ? range : null, size).map(this::part).orElseGet(this::whole);
    } catch (ProblemException e) {
      Response problem = ProblemMappers.respond(e.problem());
      return Response.fromResponse(problem).header("Content-Range", "bytes */" + size).build();
    }
  }

  private Response whole() {
    var response = headers(Response.ok(), object).header(HttpHeaders.CONTENT_LENGTH, object.size());
    // Nothing to send from an empty file: asking the kernel for zero bytes is an error.
    return object.size() == 0
        ? response.build()
        : response.entity(new PathPart(file, 0, object.size())).build();
  }

  private Response part(ByteRange range) {
    return headers(Response.status(Response.Status.PARTIAL_CONTENT), object)
        .header(HttpHeaders.CONTENT_LENGTH, range.length())
        .header("Content-Range", range.contentRange(object.size()))
        .entity(new PathPart(file, range.offset(), range.length()))
        .build();
  }

  static ResponseBuilder headers(ResponseBuilder response, DataObject object) {
    return response
        .type(MediaType.APPLICATION_OCTET_STREAM)
        .header(HttpHeaders.ETAG, object.etag())
        .header("Accept-Ranges", "bytes")
        .lastModified(Date.from(object.modified()));
  }
}
