package dev.landfall.formats.appconfig;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** What starts an action. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ActionTrigger.Manual.class, name = "manual"),
    @JsonSubTypes.Type(value = ActionTrigger.Cron.class, name = "cron"),
    @JsonSubTypes.Type(value = ActionTrigger.AfterComponent.class, name = "post-deploy-component"),
    @JsonSubTypes.Type(value = ActionTrigger.AfterAllComponents.class, name = "post-deploy-all-components"),
    @JsonSubTypes.Type(value = ActionTrigger.Event.class, name = "event"),
})
public sealed interface ActionTrigger {

    /** The order among several actions on one trigger; lower first, 0 unless given. */
    int index();

    /** Somebody asks for it. */
    record Manual(int index) implements ActionTrigger {}

    /**
     * At times.
     *
     * @param schedule five fields as in a UNIX crontab, in UTC; checked
     */
    record Cron(String schedule, int index) implements ActionTrigger {}

    /** After a deploy of one component that succeeded. */
    record AfterComponent(String component, int index) implements ActionTrigger {}

    /** After a deploy of all components that succeeded. */
    record AfterAllComponents(int index) implements ActionTrigger {}

    /**
     * Before or after something else that happens to the install.
     *
     * @param event as written in a config, such as {@code pre-teardown-component}
     * @param component whose event it is; null = the install's
     */
    record Event(String event, @Nullable String component, int index) implements ActionTrigger {}
}
