package dev.sks.embedded.tls;

import dev.sks.embedded.process.Command;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority of one test, and what it issued. */
public final class Authority {
  private static final String CA = "ca";
  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final Path store;

  private Authority(Path folder) {
    this.folder = folder;
    this.store = folder.resolve("authority.p12");
  }

  /** A new one, whose files are in this folder. */
  public static Authority in(Path folder) {
    try {
      Authority authority = new Authority(Files.createDirectories(folder));
      authority.generate(CA, List.of("-ext", "bc:c"));
      authority.write("ca.pem", pem("CERTIFICATE", authority.chain(CA).get(0).getEncoded()));
      return authority;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Could not make a certificate authority", e);
    }
  }

  /** Its own certificate. */
  public Path certificate() {
    return folder.resolve("ca.pem");
  }

  /** A certificate for a server on loopback, or a client, of this name. */
  public Issued issue(String name) {
    return issue(name, "ip:127.0.0.1,dns:localhost");
  }

  /** A certificate for a server at these addresses, as keytool writes them. */
  public Issued issue(String name, String addresses) {
    generate(name, List.of("-signer", CA, "-ext", "san=" + addresses, "-ext", "eku=sa,ca"));
    try {
      StringBuilder certificates = new StringBuilder();
      for (Certificate certificate : chain(name)) {
        certificates.append(pem("CERTIFICATE", certificate.getEncoded()));
      }
      byte[] encoded = open().getKey(name, PASSWORD.toCharArray()).getEncoded();
      String key = pem("PRIVATE KEY", encoded);
      return new Issued(
          write(name + ".pem", certificates.toString()),
          write(name + ".key", key),
          write(name + ".both.pem", key + certificates));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Could not issue a certificate to " + name, e);
    }
  }

  private void generate(String alias, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", "CN=" + alias));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString()));
    command.addAll(List.of("-storepass", PASSWORD));
    command.addAll(options);
    new Command(folder.resolve("keytool.log"), folder)
        .run("Certificate of " + alias, Duration.ofMinutes(1), command);
  }

  private List<Certificate> chain(String alias) throws GeneralSecurityException, IOException {
    return List.of(open().getCertificateChain(alias));
  }

  private KeyStore open() throws GeneralSecurityException, IOException {
    try (InputStream stored = Files.newInputStream(store)) {
      KeyStore opened = KeyStore.getInstance("PKCS12");
      opened.load(stored, PASSWORD.toCharArray());
      return opened;
    }
  }

  private Path write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, content);
  }

  private static String pem(String type, byte[] der) {
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
  }
}
