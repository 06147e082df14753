package dev.landfall.cli.demo;

import dev.landfall.cli.demo.stage.DemoStep;
import dev.landfall.cli.demo.step.ActionRan;
import dev.landfall.cli.demo.step.ChangeInput;
import dev.landfall.cli.demo.step.CreateInstall;
import dev.landfall.cli.demo.step.CreateProject;
import dev.landfall.cli.demo.step.DeployChange;
import dev.landfall.cli.demo.step.DeployInstall;
import dev.landfall.cli.demo.step.DeployNothing;
import dev.landfall.cli.demo.step.ExplainJob;
import dev.landfall.cli.demo.step.KillRunner;
import dev.landfall.cli.demo.step.PlanInstall;
import dev.landfall.cli.demo.step.Push;
import dev.landfall.cli.demo.step.PushCommit;
import dev.landfall.cli.demo.step.RemoveInstall;
import dev.landfall.cli.demo.step.Repository;
import dev.landfall.cli.demo.step.SameDelivery;
import dev.landfall.cli.demo.step.ShowOutputs;
import dev.landfall.cli.demo.step.StartControlPlane;
import dev.landfall.cli.demo.step.StartRunner;
import dev.landfall.cli.demo.step.StopAll;
import dev.landfall.cli.demo.step.SyncApp;
import dev.landfall.cli.demo.step.WatchJob;
import dev.landfall.cli.demo.step.Webhook;
import java.nio.file.Path;
import java.util.List;

/** The story, as a table of contents. */
final class Demo {

    /** The chapter that all others stand on. */
    static final String BASE = "Landfall";

    /** The chapter that needs Terraform or OpenTofu. */
    static final String INSTALLS = "Installs";

    /** The chapter that needs git. */
    static final String CI = "CI";

    /** The last chapter; it is played whatever happened before. */
    static final String END = "The end";

    private Demo() {}

    /**
     * @param license sensitive input of the install
     * @param token secret of the CI job
     */
    static List<Chapter> chapters(Path folder, String license, String token) {
        var repository = new Repository(folder);
        var webhook = new Webhook();
        var push = new Push();
        return List.of(
                chapter(BASE, new StartControlPlane(), new StartRunner()),
                chapter(
                        INSTALLS,
                        new SyncApp(),
                        new CreateInstall(license),
                        new PlanInstall(),
                        new DeployInstall(),
                        new ActionRan(),
                        new ShowOutputs(),
                        new ChangeInput(),
                        new DeployChange(),
                        new DeployNothing()),
                chapter(
                        CI,
                        new CreateProject(repository, webhook, token),
                        new PushCommit(repository, webhook, push),
                        new WatchJob(push, token),
                        new SameDelivery(repository, webhook, push),
                        new KillRunner(),
                        new ExplainJob()),
                chapter(INSTALLS, new RemoveInstall()),
                chapter(END, new StopAll(List.of(license, token))));
    }

    private static Chapter chapter(String name, DemoStep... steps) {
        return new Chapter(name, List.of(steps));
    }

    /** Steps that need the same thing and build on each other. */
    record Chapter(String name, List<DemoStep> steps) {

        Chapter {
            steps = List.copyOf(steps);
        }
    }
}
