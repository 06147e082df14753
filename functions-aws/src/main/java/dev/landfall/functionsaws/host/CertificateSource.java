package dev.landfall.functionsaws.host;

import dev.landfall.functionsaws.client.AwsCall;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The signing key's certificate: the setting itself when it is one, else the secret that it names, as it stands now. */
record CertificateSource(String setting, Supplier<SecretsManagerClient> secrets) implements Supplier<String> {

    private static final AwsCall GET =
            new AwsCall("The signing key's certificate could not be read", "secretsmanager:GetSecretValue");

    @Override
    public String get() {
        return isJws() ? setting : read();
    }

    /** A JWS has three parts between dots and begins as JSON in base64url does. */
    private boolean isJws() {
        return setting.startsWith("ey") && setting.chars().filter(c -> c == '.').count() == 2;
    }

    private String read() {
        var value = GET.make(() -> secrets.get().getSecretValue(request -> request.secretId(setting)))
                .secretString();
        return value == null ? "" : value;
    }
}
