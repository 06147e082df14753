package dev.landfall.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.UUID;

/** What a kube-apiserver reads and keeps: the key of service accounts' tokens, one administrator's token, its certificate. */
record ClusterFiles(Path folder, String adminToken) implements AutoCloseable {

    static ClusterFiles create() {
        try {
            var folder = Files.createTempDirectory("landfall-kubernetes-");
            var files = new ClusterFiles(folder, UUID.randomUUID().toString());
            Files.createDirectory(files.certificates());
            Files.writeString(files.accountKey(), privateKey());
            Files.writeString(files.tokens(), files.adminToken() + ",admin,1,\"system:masters\"\n");
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("The files of a Kubernetes cluster could not be written.", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    Path certificates() {
        return folder.resolve("certificates");
    }

    /** The server signs for itself, and writes the authority behind its certificate. */
    Path authority() {
        return certificates().resolve("apiserver.crt");
    }

    Path accountKey() {
        return folder.resolve("service-accounts.key");
    }

    Path tokens() {
        return folder.resolve("tokens.csv");
    }

    @Override
    public void close() {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The files of a Kubernetes cluster could not be removed.", e);
        }
    }

    private static String privateKey() throws NoSuchAlgorithmException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        var text = lines.encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
    }
}
