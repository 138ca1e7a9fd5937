package dev.sks.auth.identities;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** What a door lets people do who sign in through a foreign provider. */
public interface Errand {

  /** Its word in forms. */
  String kind();

  /** Where its answer may lead to; fails if the request could not be gone on with. */
  Uni<List<URI>> check(String request);

  /** What the browser of a user gets who has just proved who they are. */
  Uni<Response> goOn(UUID user, String request);
}
