package dev.sks.manager.attempts;

import dev.sks.manager.etcd.Etcd;
import dev.sks.manager.etcd.Keys;
import dev.sks.manager.launch.AttemptRef;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.PutOption;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** Issues and verifies attempts' tokens under a key that all managers share through etcd. */
@ApplicationScoped
@Typed(AttemptSecrets.class)
public class AttemptSecrets implements AttemptIdentity {

  private static final int KEY_BYTES = 32;

  private final Etcd etcd;
  private volatile AttemptTokens tokens;

  public AttemptSecrets(Etcd etcd) {
    this.etcd = etcd;
  }

  public String issue(AttemptRef attempt) {
    return tokens().issue(attempt);
  }

  @Override
  public Optional<AttemptRef> verify(String token) {
    return tokens().verify(token);
  }

  private AttemptTokens tokens() {
    if (tokens == null) {
      tokens = new AttemptTokens(sharedKey());
    }
    return tokens;
  }

  private byte[] sharedKey() {
    ByteSequence key = Etcd.bytes(Keys.ATTEMPT_KEY);
    var fresh = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(fresh);
    var there =
        etcd.commit(
            List.of(new Cmp(key, Cmp.Op.EQUAL, CmpTarget.version(0))),
            List.of(Op.put(key, ByteSequence.from(fresh), PutOption.DEFAULT)),
            List.of(Op.get(key, GetOption.DEFAULT)));
    return there.isSucceeded()
        ? fresh
        : there.getGetResponses().get(0).getKvs().get(0).getValue().getBytes();
  }
}
