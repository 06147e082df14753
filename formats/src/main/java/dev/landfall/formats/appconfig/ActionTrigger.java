package dev.landfall.formats.appconfig;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What starts an action. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ActionTrigger.Manual.class, name = "manual"),
    @JsonSubTypes.Type(value = ActionTrigger.Cron.class, name = "cron"),
    @JsonSubTypes.Type(value = ActionTrigger.AfterComponent.class, name = "post-deploy-component"),
    @JsonSubTypes.Type(value = ActionTrigger.AfterAllComponents.class, name = "post-deploy-all-components"),
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
}
