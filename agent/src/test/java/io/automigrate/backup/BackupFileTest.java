package io.automigrate.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFileTest {
    private static final BackupName NAME = new BackupName("shop", "v7", "20261120T091500Z");

    @TempDir
    private Path folder;

    private Path file(String name) throws Exception {
        return Files.writeString(folder.resolve(name), "half of it");
    }

    @Test
    void what_a_dead_start_left_is_removed_and_nothing_else() throws Exception {
        Path dead = file(".shop-v6-20261119T091500Z.dump.part");
        Path complete = file("shop-v6-20261118T091500Z.dump");
        Path other = file(".shop2-v6-20261119T091500Z.dump.part");
        Path alive = file(".shop-v6-20261119T091501Z.dump.part");
        try (FileChannel channel = FileChannel.open(alive, StandardOpenOption.WRITE);
                FileLock lock = channel.lock();
                BackupFile made = BackupFile.create(folder, NAME, "dump")) {
            assertThat(lock.isValid()).isTrue();
            assertThat(dead).doesNotExist();
            assertThat(folder.toFile().list())
                    .containsExactlyInAnyOrder(
                            complete.getFileName().toString(),
                            other.getFileName().toString(),
                            alive.getFileName().toString(),
                            made.unfinished().getFileName().toString());
        }
    }

    @Test
    void a_journal_of_a_dead_start_is_removed_with_its_file_or_alone() throws Exception {
        file(".shop-v6-20261119T091500Z.sqlite.part");
        file(".shop-v6-20261119T091500Z.sqlite.part-journal");
        file(".shop-v6-20261119T091400Z.sqlite.part-journal");
        file(".shop-v6-20261119T091501Z.sqlite.part-journal");
        Path alive = file(".shop-v6-20261119T091501Z.sqlite.part");
        try (FileChannel channel = FileChannel.open(alive, StandardOpenOption.WRITE);
                FileLock lock = channel.lock();
                BackupFile made = BackupFile.create(folder, NAME, "sqlite")) {
            assertThat(lock.isValid()).isTrue();
            assertThat(folder.toFile().list())
                    .containsExactlyInAnyOrder(
                            alive.getFileName().toString(),
                            alive.getFileName() + "-journal",
                            made.unfinished().getFileName().toString());
        }
    }

    @Test
    void a_backup_that_is_not_finished_is_removed_when_it_is_closed() throws Exception {
        BackupFile.create(folder, NAME, "dump").close();

        assertThat(folder).isEmptyDirectory();
    }
}
