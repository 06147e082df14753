package dev.landfall.integration.kill;

import dev.landfall.formats.files.ConfigArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An app whose sandbox takes a moment to apply: a first resource, a pause in which a file says so, a second resource. */
final class SlowApp {

    private SlowApp() {}

    /** @param started exists while the apply is in its pause, which lasts until the file {@code proceed} is there */
    static byte[] archive(Path folder, Path started, Path proceed) throws IOException {
        Files.createDirectories(folder.resolve("modules/slow"));
        Files.writeString(folder.resolve("metadata.toml"), "version = \"v1\"\ndisplay_name = \"slow\"\n");
        Files.writeString(folder.resolve("sandbox.toml"), "directory = \"modules/slow\"\n");
        Files.writeString(folder.resolve("modules/slow/main.tf"), """
                resource "terraform_data" "first" {
                  input = "first"
                }

                resource "terraform_data" "pause" {
                  depends_on = [terraform_data.first]
                  provisioner "local-exec" {
                    command = "touch '%s'; while [ ! -e '%s' ]; do sleep 0.05; done"
                  }
                }

                resource "terraform_data" "second" {
                  depends_on = [terraform_data.pause]
                  input      = "second"
                }

                output "done" {
                  value = terraform_data.second.output
                }
                """.formatted(started, proceed));
        return ConfigArchive.pack(folder).orElseThrow();
    }
}
