package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The install stack that a customer applies ({@code stack.toml}). Its texts are templates that may use what is known before anything is
 * installed: the install, its inputs, org and app.
 *
 * @param name of the stack in the customer's account
 * @param vpcTemplateUrl a network template that replaces ours; null = ours
 * @param runnerTemplateUrl a runner template that replaces ours; null = ours
 * @param nestedStacks by {@code index}, then as written
 * @param deploymentScope of an Azure deployment; null = not said
 */
public record Stack(
        Type type,
        ConfigValue name,
        @Nullable ConfigValue description,
        @Nullable ConfigValue vpcTemplateUrl,
        @Nullable ConfigValue runnerTemplateUrl,
        List<NestedStack> nestedStacks,
        @Nullable DeploymentScope deploymentScope,
        Location at) {

    public Stack {
        nestedStacks = List.copyOf(nestedStacks);
    }

    /** The language that it is written in, and the cloud. Written in lower case with hyphens. */
    public enum Type {
        AWS_CLOUDFORMATION(Cloud.AWS),
        AWS_TERRAFORM(Cloud.AWS),
        AZURE_BICEP(Cloud.AZURE),
        AZURE_ARM(Cloud.AZURE),
        AZURE_TERRAFORM(Cloud.AZURE),
        GCP_TERRAFORM(Cloud.GCP);

        private final Cloud cloud;

        Type(Cloud cloud) {
            this.cloud = cloud;
        }

        public Cloud cloud() {
            return cloud;
        }

        /** As written in a config. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static List<String> spellings() {
            return Arrays.stream(values()).map(Type::text).toList();
        }

        static Optional<Type> parse(String text) {
            return Arrays.stream(values())
                    .filter(type -> type.text().equals(text))
                    .findFirst();
        }
    }

    /** Where an Azure deployment runs. Written in lower case with hyphens. */
    public enum DeploymentScope {
        RESOURCE_GROUP,
        SUBSCRIPTION
    }

    Stack withNested(List<NestedStack> nested) {
        return new Stack(type, name, description, vpcTemplateUrl, runnerTemplateUrl, nested, deploymentScope, at);
    }

    List<ConfigValue> templates() {
        var own =
                Stream.of(name, description, vpcTemplateUrl, runnerTemplateUrl).filter(Objects::nonNull);
        return Stream.concat(own, nestedStacks.stream().flatMap(nested -> nested.templates().stream()))
                .toList();
    }
}
