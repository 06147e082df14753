package dev.landfall.stacktemplates.translation;

import dev.landfall.formats.appconfig.AppConfig;
import dev.landfall.formats.appconfig.ConfigValue;
import dev.landfall.formats.appconfig.Stack;
import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.problem.Reading;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.stacktemplates.model.InstallFacts;
import dev.landfall.stacktemplates.model.NestedTemplate;
import dev.landfall.stacktemplates.model.PhoneHome;
import dev.landfall.stacktemplates.model.RunnerLog;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.model.StackName;
import dev.landfall.stacktemplates.model.StateStore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes an install's stack of an app config and the install's facts. Thread-safe. */
public final class StackTranslation {

    private static final Location STACK = Location.startOf("stack.toml");
    private static final StateStore STATE = new StateStore(90);
    private static final RunnerLog LOG = new RunnerLog(30);

    private StackTranslation() {}

    /**
     * @param app name of the app
     * @param policyFile text of the customer's policy file; null for none
     * @return the stack, or everything in the config that no stack can have, where it is written
     */
    public static Reading<StackModel> translate(
            String app, AppConfig config, StackFacts facts, @Nullable String policyFile) {
        var problems = new Problems();
        var texts = new StackTexts(StackState.of(app, config, facts, problems), problems);
        var name = name(config, facts, texts, problems);
        var roles = new RoleTranslation(facts, texts, problems).roles(config);
        var asked = new InputTranslation(texts, problems);
        var secrets = asked.secrets(config);
        var groups = asked.groups(config);
        var nested = nested(config, texts);
        Optional.ofNullable(config.stack()).ifPresent(stack -> noticeReplaced(stack, problems));
        var model = problems.isEmpty()
                ? make(
                        problems,
                        () -> new StackModel(
                                name.orElseThrow(),
                                new InstallFacts(facts.install(), facts.installName(), app, facts.vendor()),
                                facts.target(),
                                facts.controlPlane(),
                                facts.network(),
                                facts.host(),
                                facts.runner(),
                                roles,
                                secrets,
                                groups,
                                nested,
                                STATE,
                                LOG,
                                PhoneHome.of(facts.controlPlane().address(), facts.install()),
                                policyFile,
                                facts.tags()))
                : Optional.<StackModel>empty();
        return problems.reading(model::orElseThrow);
    }

    private static Optional<StackModel> make(Problems problems, Supplier<StackModel> model) {
        try {
            return Optional.of(model.get());
        } catch (LandfallException e) {
            problems.add(STACK, e.publicMessage());
            return Optional.empty();
        }
    }

    private static Optional<StackName> name(AppConfig config, StackFacts facts, StackTexts texts, Problems problems) {
        if (facts.name() != null) {
            return Optional.of(facts.name());
        }
        var stack = config.stack();
        if (stack == null) {
            problems.add(
                    facts.at(), "'name' is missing: the app has no stack.toml that says how its stacks are called.");
            return Optional.empty();
        }
        var name = texts.of(stack.name()).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        try {
            return Optional.of(new StackName(name));
        } catch (LandfallException e) {
            problems.add(stack.name().at(), e.publicMessage() + " Or give 'name' in the install's file.");
            return Optional.empty();
        }
    }

    private static List<NestedTemplate> nested(AppConfig config, StackTexts texts) {
        var stack = config.stack();
        if (stack == null) {
            return List.of();
        }
        return stack.nestedStacks().stream()
                .map(nested -> {
                    var parameters = new TreeMap<String, String>();
                    nested.parameters().forEach((name, value) -> parameters.put(name, texts.of(value)));
                    return new NestedTemplate(
                            nested.name(),
                            texts.of(nested.templateUrl()).strip(),
                            parameters,
                            nested.outputs(),
                            nested.at());
                })
                .toList();
    }

    /** Configs of others always name them, so this is no mistake. */
    private static void noticeReplaced(Stack stack, Problems problems) {
        noticeReplaced(
                "vpc_nested_template_url",
                stack.vpcTemplateUrl(),
                "the stack makes its own network or takes the customer's, as [network] of the install's file says",
                problems);
        noticeReplaced(
                "runner_nested_template_url",
                stack.runnerTemplateUrl(),
                "the stack has its own runner, as [host] of the install's file says",
                problems);
    }

    private static void noticeReplaced(String key, @Nullable ConfigValue value, String instead, Problems problems) {
        if (value != null) {
            problems.notice(
                    value.at(),
                    "'" + key + "' is not used: " + instead + ". What it makes beyond that belongs into a template of"
                            + " [[custom_nested_stacks]] or into the sandbox.");
        }
    }
}
