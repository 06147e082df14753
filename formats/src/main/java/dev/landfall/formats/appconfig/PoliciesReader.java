package dev.landfall.formats.appconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code policies.toml} and {@code policies/}. */
final class PoliciesReader {

    private static final List<String> TYPES = List.of(
            "terraform_module",
            "terraform",
            "helm_chart",
            "helm",
            "kubernetes_manifest",
            "container_image",
            "docker_build",
            "pulumi",
            "sandbox",
            "kubernetes_cluster",
            "action");

    private final ContentsReader contents;
    private final EmbeddedYaml yaml;
    private final Mentions mentions;
    private final List<Policy> policies = new ArrayList<>();

    PoliciesReader(ContentsReader contents, EmbeddedYaml yaml, Mentions mentions) {
        this.contents = contents;
        this.yaml = yaml;
        this.mentions = mentions;
    }

    /** A file: {@code [[policy]]}, or one policy. */
    void read(Section file) {
        if (file.keys().isEmpty()) {
            return;
        }
        if (file.has("policy") || (file.file().equals("policies.toml") && !file.has("contents"))) {
            file.sections("policy").forEach(this::policy);
            file.end();
        } else {
            policy(file);
        }
    }

    List<Policy> policies() {
        return List.copyOf(policies);
    }

    private void policy(Section section) {
        var type = Choices.required(
                section,
                "type",
                "type of policy",
                TYPES,
                text -> Optional.of(text).filter(TYPES::contains));
        var engine = engine(section);
        var components = section.texts("components");
        components.stream()
                .filter(name -> !name.equals("*"))
                .forEach(name -> mentions.add(name, section.at("components")));
        if (!section.has("contents")) {
            section.missing("contents", "'contents' is missing: the policy or the path of its file.");
        }
        contents.document(section, "contents").ifPresent(document -> {
            check(document, engine, section);
            policies.add(new Policy(
                    type.orElse(""),
                    engine,
                    section.text("name").orElse(null),
                    components,
                    document.value(),
                    section.at("type")));
        });
        section.end();
    }

    /** As said, or as the file's name says; Kyverno's was the first. */
    private static Policy.Engine engine(Section section) {
        var isRego = ContentsReader.path(section, "contents")
                .filter(path -> path.endsWith(".rego"))
                .isPresent();
        return Choices.optional(section, "engine", "policy engine", List.of("opa", "kyverno"), text -> switch (text) {
                    case "opa" -> Optional.of(Policy.Engine.OPA);
                    case "kyverno" -> Optional.of(Policy.Engine.KYVERNO);
                    default -> Optional.empty();
                })
                .orElse(isRego ? Policy.Engine.OPA : Policy.Engine.KYVERNO);
    }

    private void check(ContentsReader.Document document, Policy.Engine engine, Section section) {
        switch (engine) {
            case KYVERNO -> yaml.check(document);
            case OPA ->
                RegoScan.problem(document.text())
                        .ifPresent(fault -> section.problemAt(
                                document.places().at(fault.offset()), "This is not Rego: " + fault.message() + "."));
        }
    }
}
