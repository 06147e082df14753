package dev.landfall.runner.daemon;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.client.HttpControlPlaneClient;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.config.IdentitySettings.Kind;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.proof.CloudIdentity;
import dev.landfall.runner.session.IdentityFiles;
import dev.landfall.runner.session.Registration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers a runner by its cloud's identity when it starts, so that a machine needs nothing but its settings. */
final class CloudRegistration {

    private static final Logger log = LoggerFactory.getLogger(CloudRegistration.class);

    private final RunnerConfig config;
    private final IdentityFiles files;

    CloudRegistration(RunnerConfig config) {
        this.config = config;
        this.files = new IdentityFiles(config.directory());
    }

    /** Registers where this folder has no registration yet; tried until the control plane answers. */
    void ensure() throws InterruptedException {
        if (byCloud() && !files.exist()) {
            register();
        }
    }

    /**
     * Whether a refused session is worth a new registration: the machine may be a copy of another, or may have been away for
     * so long that it was forgotten.
     */
    boolean helps(LandfallException refusal) {
        return byCloud() && refusal.kind() == ErrorKind.UNAUTHENTICATED;
    }

    void register() throws InterruptedException {
        var backoff = new Backoff(ThreadLocalRandom.current());
        while (true) {
            try {
                tryRegister();
                return;
            } catch (LandfallException e) {
                if (!e.kind().retryable()) {
                    throw e;
                }
                log.atWarn().addKeyValue("reason", e.publicMessage()).log("waiting to register");
                Thread.sleep(backoff.next());
            }
        }
    }

    private void tryRegister() {
        var server = config.server();
        var pool = config.identity().pool();
        if (server == null || pool == null) {
            throw new IllegalStateException("the settings were not checked");
        }
        try (var transport = new HttpTransport()) {
            var client = new HttpControlPlaneClient(transport, server);
            var cloud = CloudIdentity.of(
                            config.identity(), config.environment(), transport, client::nonce, InstantSource.system())
                    .orElseThrow();
            var identity = new Registration(files, client::register)
                    .join(
                            server,
                            config.name(),
                            pool,
                            key -> cloud.show(pool, key),
                            config.identity().rootKey());
            log.atInfo()
                    .addKeyValue("runner", identity.runner())
                    .addKeyValue("pool", pool)
                    .log("registered by the cloud's identity");
        }
    }

    private boolean byCloud() {
        return config.identity().kind() != Kind.ENROLMENT;
    }
}
