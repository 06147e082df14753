package dev.landfall.stacktemplates.azure;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.stacktemplates.model.Download;
import dev.landfall.stacktemplates.model.RunnerHost.VmGroup;
import dev.landfall.stacktemplates.model.StackModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a machine runs: at its first start, and to phone home. What is known only when the stack is deployed stands in them as
 * {@code @@NAME@@}. None of it is secret.
 */
public final class Scripts {

    public static final String CLIENT_ID = "@@CLIENT_ID@@";
    static final String PLAN_KEY = "@@PLAN_KEY@@";
    static final String ENVIRONMENT = "@@ENVIRONMENT@@";
    public static final String NONCES = "@@NONCES@@";
    public static final String ADDRESS = "@@ADDRESS@@";
    public static final String STATEMENT = "@@STATEMENT@@";

    /** In the statement: the script writes what happened. */
    public static final String EVENT = "@@EVENT@@";

    /** What Azure takes of a machine's first script, before base64. */
    static final int MAX_CUSTOM_DATA_BYTES = 65_535;

    private static final int STOP_BEYOND_DRAIN_SECONDS = 300;

    private Scripts() {}

    /** The whole first script. */
    static String firstStart(StackModel model, VmGroup host) {
        return "#!/bin/sh\nset -eu\n"
                + told(model, host).entrySet().stream()
                        .map(each -> "export " + each.getKey() + "='" + each.getValue() + "'\n")
                        .collect(Collectors.joining())
                + machine();
    }

    /** By their names, the variables that the first script is told, in its order. */
    public static SequencedMap<String, String> told(StackModel model, VmGroup host) {
        var release = host.release();
        var terraform = release.terraform();
        var told = new LinkedHashMap<String, String>();
        told.put("RUNNER_URL", release.archive().address().toString());
        told.put("RUNNER_SHA256", release.archive().sha256());
        download("JDK", release.jdk(), told);
        download("TERRAFORM", terraform == null ? null : terraform.zip(), told);
        told.put("TERRAFORM_PROGRAM", terraform == null ? "" : terraform.program());
        told.put("POLICY_BASE64", model.policyFile() == null ? "" : base64(model.policyFile()));
        told.put(
                "RELEASE_KEY_BASE64",
                release.releaseKey() == null ? "" : base64(release.releaseKey().text()));
        told.put("PLAN_KEY", PLAN_KEY);
        told.put("IDENTITY_CLIENT_ID", CLIENT_ID);
        told.put("SERVICE_ENVIRONMENT_BASE64", ENVIRONMENT);
        told.put("STOP_SECONDS", String.valueOf(model.runner().drain().toSeconds() + STOP_BEYOND_DRAIN_SECONDS));
        return told;
    }

    /** What the first script does, after it was told. */
    public static String machine() {
        return resource("azure/health.sh") + resource("bootstrap/bootstrap.sh");
    }

    /** The runner's settings, as systemd reads them. */
    static String environment(StackModel model) {
        return settings(model).entrySet().stream()
                .map(each -> each.getKey() + "='" + each.getValue() + "'\n")
                .collect(Collectors.joining());
    }

    /** By their names, the runner's settings. */
    public static SortedMap<String, String> settings(StackModel model) {
        var settings = new TreeMap<>(model.runner().settings());
        settings.put("LANDFALL_RUNNER_SERVER", model.controlPlane().address().toString());
        settings.put("LANDFALL_RUNNER_POOL", model.controlPlane().pool().value());
        settings.put("LANDFALL_RUNNER_ROOT_KEY", model.controlPlane().rootKey().text());
        settings.put("LANDFALL_RUNNER_IDENTITY", "azure");
        settings.put("LANDFALL_RUNNER_IDENTITY_CLIENT_ID", CLIENT_ID);
        settings.put(
                "LANDFALL_RUNNER_DRAIN_TIMEOUT_SECONDS",
                String.valueOf(model.runner().drain().toSeconds()));
        return settings;
    }

    /** What tells the control plane what the stack has. */
    static String phoneHome(StackModel model) {
        return phoneHome()
                .replace(NONCES, model.phoneHome().nonces().toString())
                .replace(ADDRESS, model.phoneHome().address().toString());
    }

    /** The same for any install. */
    public static String phoneHome() {
        return resource("azure/phone-home.sh");
    }

    private static void download(String name, @Nullable Download download, Map<String, String> told) {
        told.put(name + "_URL", download == null ? "" : download.address().toString());
        told.put(name + "_SHA256", download == null ? "" : download.sha256());
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
