package dev.landfall.stacktemplates.model;

import java.util.List;

/**
 * Inputs under one heading.
 *
 * @param title heading, for people
 */
public record InputGroup(String name, String title, String description, List<CustomerInput> inputs) {

    public InputGroup {
        inputs = List.copyOf(inputs);
    }
}
