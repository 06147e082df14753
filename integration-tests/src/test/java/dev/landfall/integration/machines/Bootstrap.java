package dev.landfall.integration.machines;

import dev.landfall.integration.process.Checkout;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;

/** The script by which a cloud's machine becomes a runner, on a machine whose downloads are files of its own. */
record Bootstrap(Machine machine, Packages packages) {

    /** What the script is told; it only writes it down. */
    static final String RELEASE_KEY = "{\"kty\":\"EC\",\"crv\":\"P-256\"}";

    private static final String PREPARE = """
            mkdir -p /packages/bin
            printf '#!/bin/sh\\n' >/packages/bin/apt-get
            cat >/packages/bin/curl <<'CURL'
            #!/bin/sh
            while [ $# -gt 1 ]; do
              [ "$1" != --output ] || file=$2
              shift
            done
            cp "/packages/${1##*/}" "$file"
            CURL
            chmod +x /packages/bin/apt-get /packages/bin/curl
            """;

    /** The machine has the archive in {@code /packages}. */
    static Bootstrap on(Machine machine, Packages packages) {
        var prepared = machine.shell(PREPARE);
        if (prepared.exit() != 0) {
            throw new AssertionError(prepared.output());
        }
        machine.put(Checkout.root().resolve("terraform/runner-bootstrap/bootstrap.sh"), "/packages/bootstrap.sh");
        return new Bootstrap(machine, packages);
    }

    /**
     * @param sum that the archive must have
     * @param settings of the runner, a line each
     */
    Machine.Ended run(String sum, String settings) {
        var variables = new HashMap<String, String>();
        for (var name : List.of(
                "JDK_URL", "JDK_SHA256", "TERRAFORM_URL", "TERRAFORM_SHA256", "PLAN_KEY", "IDENTITY_CLIENT_ID")) {
            variables.put(name, "");
        }
        variables.put("PATH", "/packages/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        variables.put(
                "RUNNER_URL",
                "https://artifacts.example.com/" + packages.archive().getFileName());
        variables.put("RUNNER_SHA256", sum);
        variables.put("POLICY_BASE64", base64("kinds = [\"ci\", \"update\", \"vm-shutdown\"]\n"));
        variables.put("RELEASE_KEY_BASE64", base64(RELEASE_KEY));
        variables.put("SERVICE_ENVIRONMENT_BASE64", base64(settings));
        variables.put("STOP_SECONDS", "100");
        return machine.run(variables, "sh", "-eu", "/packages/bootstrap.sh");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
