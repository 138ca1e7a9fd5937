package dev.sks.auth.identities;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Carries the protocol library's requests to providers, within limits of time and size, and follows
 * no redirect. The JDK's own time-out ends with the head of an answer; this one with its body.
 */
@ApplicationScoped
class ProviderHttp implements HTTPRequestSender, ResourceRetriever {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final long WHOLE_SECONDS = 8;
  private static final int LARGEST = 256 * 1024;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  @Override
  public HTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
    var wanted = HttpRequest.newBuilder(request.getURI());
    request.getHeaderMap().forEach((name, values) -> values.forEach(v -> wanted.header(name, v)));
    boolean post = request.getMethod() == HTTPRequest.Method.POST;
    return exchange(
        (post ? wanted.POST(BodyPublishers.ofString(request.getBody())) : wanted.GET()).build());
  }

  @Override
  public Resource retrieveResource(URL url) throws IOException {
    var response = get(URI.create(url.toString()));
    if (!response.indicatesSuccess()) {
      throw new IOException("%s answered %d".formatted(url, response.getStatusCode()));
    }
    return new Resource(response.getBody(), null);
  }

  HTTPResponse get(URI uri) throws IOException {
    return exchange(HttpRequest.newBuilder(uri).header("Accept", "application/json").build());
  }

  private HTTPResponse exchange(HttpRequest request) throws IOException {
    var answer = client.sendAsync(request, BoundedBody.of(LARGEST));
    try {
      return response(answer.get(WHOLE_SECONDS, TimeUnit.SECONDS));
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("no answer of %s in time".formatted(request.uri()), e);
    } catch (ExecutionException e) {
      throw new IOException("no answer of %s".formatted(request.uri()), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(request.uri().toString());
    }
  }

  private static HTTPResponse response(HttpResponse<byte[]> answer) throws IOException {
    var response = new HTTPResponse(answer.statusCode());
    var type = answer.headers().firstValue("Content-Type");
    if (type.isPresent()) {
      try {
        response.setContentType(type.get());
      } catch (ParseException e) {
        throw new IOException("an answer of no known type", e);
      }
    }
    response.setBody(new String(answer.body(), StandardCharsets.UTF_8));
    return response;
  }
}
