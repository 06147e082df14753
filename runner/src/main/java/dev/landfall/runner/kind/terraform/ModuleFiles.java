package dev.landfall.runner.kind.terraform;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.state.StateNote;
import dev.landfall.runner.workspace.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import tools.jackson.databind.JsonNode;

/**
 * The files that Landfall adds to a module: the backend, the variables, Terraform's data, and for an apply the provider
 * selection of the plan. Variable files hold secrets and are removed with the session.
 */
final class ModuleFiles {

    static final String LOCK_FILE = ".terraform.lock.hcl";

    /** Override files are read in the order of their names; this one is meant to be the last. */
    private static final String BACKEND_FILE = "zz_landfall_backend_override.tf.json";

    private static final String BACKEND = "{\"terraform\":{\"backend\":{\"http\":{}}}}\n";

    /** A lock file lists providers; more than this is none. */
    private static final int MAX_LOCK_FILE_BYTES = 1 << 20;

    private final Path module;
    private final Path work;
    private final List<Path> variables = new ArrayList<>();

    ModuleFiles(Path module, Path work) {
        this.module = module;
        this.work = work;
    }

    Path module() {
        return module;
    }

    Path data() {
        return work.resolve("terraform-data");
    }

    Path plan() {
        return work.resolve("plan.tfplan");
    }

    Path erroredState() {
        return module.resolve("errored.tfstate");
    }

    /** Where the next process of the runner looks for it. */
    Path stateNote() {
        return work.resolveSibling(StateNote.FILE);
    }

    /** A config may carry one of an earlier accident; it is not this apply's. */
    void removeErroredState() {
        PrivateFiles.remove(erroredState());
    }

    void writeBackend() {
        PrivateFiles.write(module.resolve(BACKEND_FILE), BACKEND);
    }

    /** The later file wins in Terraform, so the variables proper come last. */
    void writeVariables(List<String> varFiles, Map<String, JsonNode> vars) {
        for (int i = 0; i < varFiles.size(); i++) {
            add("zz_%02d.tfvars".formatted(i), varFiles.get(i));
        }
        add("zz_landfall.tfvars.json", Json.writeString(vars));
    }

    List<Path> variables() {
        return List.copyOf(variables);
    }

    /**
     * The plan was made with certain provider versions and applies with these alone; it carries its lock file.
     */
    void takeLockFileFrom(Path plan) {
        try (var zip = new ZipFile(plan.toFile())) {
            var entry = zip.getEntry(LOCK_FILE);
            if (entry == null) {
                return;
            }
            try (var in = zip.getInputStream(entry)) {
                Files.write(module.resolve(LOCK_FILE), in.readNBytes(MAX_LOCK_FILE_BYTES));
            }
        } catch (IOException e) {
            throw LandfallException.unavailable("The approved plan is no Terraform plan file: " + e.getMessage(), e);
        }
    }

    /**
     * @throws LandfallException INVALID when an override file of the module leads Terraform to another state
     */
    void checkBackend() {
        var file = data().resolve("terraform.tfstate");
        var type = Files.exists(file)
                ? Json.readTree(PrivateFiles.read(file, MAX_LOCK_FILE_BYTES))
                        .path("backend")
                        .path("type")
                        .asString("")
                : "";
        if (!type.equals("http")) {
            throw LandfallException.invalid(
                    "The module chooses its own backend" + (type.isEmpty() ? "" : " '" + type + "'")
                            + " in an override file: remove it, Landfall keeps the state.");
        }
    }

    /** Whatever may hold a secret. */
    void removePrivate() {
        variables.forEach(PrivateFiles::remove);
        PrivateFiles.remove(plan());
        PrivateFiles.remove(erroredState());
        PrivateFiles.remove(stateNote());
    }

    private void add(String name, String text) {
        var file = work.resolve("variables").resolve(name);
        variables.add(file);
        PrivateFiles.write(file, text);
    }
}
