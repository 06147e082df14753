package dev.landfall.cli.demo.step;

/** The push of the story, shared by the steps that follow it. */
public final class Push {

    /** Delivery id as GitHub makes them. */
    static final String DELIVERY = "72d3162e-cc78-11e3-81ab-4c9367dc0958";

    private String commit = "";
    private String workflow = "";

    String commit() {
        return commit;
    }

    String workflow() {
        return workflow;
    }

    void of(String pushed) {
        this.commit = pushed;
    }

    void started(String id) {
        this.workflow = id;
    }
}
