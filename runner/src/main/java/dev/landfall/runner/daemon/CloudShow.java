package dev.landfall.runner.daemon;

import dev.landfall.runner.client.HttpControlPlaneClient;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.proof.CloudIdentity;
import dev.landfall.runner.session.IdentityShow;
import java.time.InstantSource;

/** Has sessions show the cloud's identity where the settings name one. */
final class CloudShow {

    private CloudShow() {}

    static IdentityShow of(
            RunnerConfig config, HttpTransport transport, HttpControlPlaneClient client, InstantSource clock) {
        return CloudIdentity.of(config.identity(), config.environment(), transport, client::nonce, clock)
                .<IdentityShow>map(cloud ->
                        runner -> cloud.show(runner.pool(), runner.keys().kid()))
                .orElse(IdentityShow.NOTHING);
    }
}
