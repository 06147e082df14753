package dev.landfall.stacktemplates.azure;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.stacktemplates.model.Download;
import dev.landfall.stacktemplates.model.RunnerHost.VmGroup;
import dev.landfall.stacktemplates.model.StackModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a machine runs: at its first start, and to phone home. What is known only when the stack is deployed stands in them as
 * {@code @@NAME@@}. None of it is secret.
 */
final class Scripts {

    static final String CLIENT_ID = "@@CLIENT_ID@@";
    static final String PLAN_KEY = "@@PLAN_KEY@@";
    static final String ENVIRONMENT = "@@ENVIRONMENT@@";
    static final String STATEMENT = "@@STATEMENT@@";

    /** What Azure takes of a machine's first script, before base64. */
    static final int MAX_CUSTOM_DATA_BYTES = 65_535;

    private static final int STOP_BEYOND_DRAIN_SECONDS = 300;

    private Scripts() {}

    /** The whole first script. */
    static String firstStart(StackModel model, VmGroup host) {
        var release = host.release();
        var terraform = release.terraform();
        return "#!/bin/sh\nset -eu\n"
                + export("RUNNER_URL", release.archive().address().toString())
                + export("RUNNER_SHA256", release.archive().sha256())
                + download("JDK", release.jdk())
                + download("TERRAFORM", terraform == null ? null : terraform.zip())
                + export("TERRAFORM_PROGRAM", terraform == null ? "" : terraform.program())
                + export("POLICY_BASE64", model.policyFile() == null ? "" : base64(model.policyFile()))
                + export("PLAN_KEY", PLAN_KEY)
                + export("IDENTITY_CLIENT_ID", CLIENT_ID)
                + export("SERVICE_ENVIRONMENT_BASE64", ENVIRONMENT)
                + export("STOP_SECONDS", String.valueOf(model.runner().drain().toSeconds() + STOP_BEYOND_DRAIN_SECONDS))
                + resource("azure/health.sh")
                + resource("bootstrap/bootstrap.sh");
    }

    /** The runner's settings, as systemd reads them. */
    static String environment(StackModel model) {
        var settings = new TreeMap<>(model.runner().settings());
        settings.put("LANDFALL_RUNNER_SERVER", model.controlPlane().address().toString());
        settings.put("LANDFALL_RUNNER_POOL", model.controlPlane().pool().value());
        settings.put("LANDFALL_RUNNER_ROOT_KEY", model.controlPlane().rootKey().text());
        settings.put("LANDFALL_RUNNER_IDENTITY", "azure");
        settings.put("LANDFALL_RUNNER_IDENTITY_CLIENT_ID", CLIENT_ID);
        settings.put(
                "LANDFALL_RUNNER_DRAIN_TIMEOUT_SECONDS",
                String.valueOf(model.runner().drain().toSeconds()));
        return settings.entrySet().stream()
                .map(each -> each.getKey() + "='" + each.getValue() + "'\n")
                .collect(Collectors.joining());
    }

    /** What tells the control plane what the stack has. */
    static String phoneHome(StackModel model) {
        return resource("azure/phone-home.sh")
                .replace("@@NONCES@@", model.phoneHome().nonces().toString())
                .replace("@@ADDRESS@@", model.phoneHome().address().toString());
    }

    private static String download(String name, @Nullable Download download) {
        return export(name + "_URL", download == null ? "" : download.address().toString())
                + export(name + "_SHA256", download == null ? "" : download.sha256());
    }

    private static String export(String name, String value) {
        return "export " + name + "='" + value + "'\n";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String resource(String name) {
        try (var in = Scripts.class.getResourceAsStream("/dev/landfall/stacktemplates/" + name)) {
            if (in == null) {
                throw LandfallException.internal("The script " + name + " is not in this build.", null);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
