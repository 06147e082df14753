package dev.landfall.emulators;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A self-signed certificate for 127.0.0.1 with its key in a PKCS #12 file, which serves as key store of a server and as
 * trust store of its clients.
 */
public final class LoopbackCertificate {

    private LoopbackCertificate() {}

    /**
     * Makes one with the Java runtime's own {@code keytool}.
     *
     * @param password at least 6 characters; the certificate protects nothing
     */
    public static void create(Path file, String password) throws IOException {
        create(file, password, List.of());
    }

    /** The same, also for these host names. */
    public static void create(Path file, String password, List<String> names) throws IOException {
        var holders = new StringBuilder("san=ip:127.0.0.1,dns:localhost");
        names.forEach(name -> holders.append(",dns:").append(name));
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        "-genkeypair",
                        "-alias",
                        "loopback",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        holders.toString(),
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        password,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool made no certificate: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while a certificate was made.", e);
        }
    }

    /** What a server shows the certificate with. */
    public static SSLContext serverTls(Path file, String password) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password.toCharArray());
            var tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), null, null);
            return tls;
        }
    }

    /** The certificate alone in PEM, as clients that are not Java trust it. */
    public static String pem(Path file, String password) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            var body = Base64.getMimeEncoder()
                    .encodeToString(store.getCertificate("loopback").getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        }
    }
}
