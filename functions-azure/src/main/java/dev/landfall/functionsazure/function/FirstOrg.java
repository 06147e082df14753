package dev.landfall.functionsazure.function;

import dev.landfall.controlplane.ControlPlane;
import dev.landfall.controlplane.Ports;
import dev.landfall.controlplane.queue.QueueName;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a new store its org, and sees to it that the secret {@code <org>/landfall:admin-token} holds an admin token: who may
 * read secrets of the vault administers Landfall. Deleting the secret makes the next worker process issue another token;
 * revoking the old one is a call of the API. Thread-safe.
 */
final class FirstOrg {

    static final String KEY = "admin-token";

    private static final Logger LOG = LoggerFactory.getLogger(FirstOrg.class);

    private final ControlPlane controlPlane;
    private final Ports ports;
    private final String name;
    private final AtomicBoolean seen = new AtomicBoolean();

    FirstOrg(ControlPlane controlPlane, Ports ports, String name) {
        this.controlPlane = controlPlane;
        this.ports = ports;
        this.name = name;
    }

    /** Looks once in a process; a failure is tried again. */
    void ensure() {
        if (seen.get()) {
            return;
        }
        ports.queues().create(QueueName.EVENTS);
        var made = controlPlane.bootstrap(name);
        if (made.isPresent()) {
            keep(made.get().org().value(), made.get().adminToken());
        } else {
            var org = controlPlane.orgs().get(0).id();
            if (ports.secrets().find(path(org.value()), KEY).isEmpty()) {
                keep(org.value(), controlPlane.issueAdminToken(org));
            }
        }
        seen.set(true);
    }

    static String path(String org) {
        return org + "/landfall";
    }

    private void keep(String org, String token) {
        ports.secrets().put(path(org), KEY, token);
        LOG.atInfo()
                .addKeyValue("org", org)
                .addKeyValue("secret", path(org) + ":" + KEY)
                .log("An admin token was issued");
    }
}
