package dev.sks.auth.users;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Says which role an enabled user has in a tenant now. An administrator is one in every tenant. */
@ApplicationScoped
public class Grants {

  private record Row(String name, String role) {}

  /** Empty if the user is gone or disabled, the tenant is gone, or the user has no role in it. */
  public Uni<Optional<Grant>> find(Mutiny.Session session, UUID user, String tenant) {
    return session
        .createQuery(
            "select u.name, m.role from User u join Membership m on m.userId = u.id, Tenant t"
                + " where u.id = :user and u.disabled = false"
                + " and t.name = :tenant and t.deleted = false"
                + " and (m.tenant = :tenant or m.role = 'admin')",
            Object[].class)
        .setParameter("user", user)
        .setParameter("tenant", tenant)
        .getResultList()
        .map(rows -> grant(user, tenant, rows));
  }

  private static Optional<Grant> grant(UUID user, String tenant, List<Object[]> rows) {
    var found =
        rows.stream().map(columns -> new Row((String) columns[0], (String) columns[1])).toList();
    return Arrays.stream(Role.values())
        .flatMap(role -> found.stream().filter(row -> role.word().equals(row.role())))
        .findFirst()
        .flatMap(row -> Role.of(row.role()).map(role -> new Grant(user, row.name(), tenant, role)));
  }
}
