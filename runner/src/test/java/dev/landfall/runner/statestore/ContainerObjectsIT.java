package dev.landfall.runner.statestore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.landfall.emulators.Azurite;
import dev.landfall.runner.client.HttpTransport;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Azurite, which looks at a token's form and audience. */
final class ContainerObjectsIT extends StateObjectsContract {

    private static Azurite azurite;
    private static SSLContext usualTls;
    private static int containers;

    private final HttpTransport transport = new HttpTransport();
    private String container = "";

    @BeforeAll
    static void start() throws NoSuchAlgorithmException {
        azurite = Azurite.start();
        usualTls = SSLContext.getDefault();
        SSLContext.setDefault(Azurite.tls(azurite.trustStore()));
    }

    @AfterAll
    static void stop() {
        SSLContext.setDefault(usualTls);
        azurite.close();
    }

    @BeforeEach
    void create() {
        container = "states-" + ++containers;
        var request = HttpRequest.newBuilder(URI.create(azurite.blob() + "/" + container + "?restype=container"))
                .header("x-ms-version", "2021-12-02")
                .header("Authorization", "Bearer " + Azurite.token(azurite.now()))
                .PUT(BodyPublishers.noBody())
                .build();
        assertEquals(
                201, transport.send(request, Duration.ofSeconds(30), 1 << 20).status());
    }

    @AfterEach
    void close() {
        transport.close();
    }

    @Override
    protected StateObjects store() {
        return store(container, Azurite.token(azurite.now()));
    }

    @Override
    protected StateObjects missingStore() {
        return store("missing-container", Azurite.token(azurite.now()));
    }

    @Override
    protected StateObjects closedStore() {
        return store(container, Azurite.token(azurite.now().minus(Duration.ofDays(3))));
    }

    private StateObjects store(String name, String token) {
        return new ContainerObjects(transport, URI.create(azurite.blob() + "/" + name), () -> token);
    }
}
