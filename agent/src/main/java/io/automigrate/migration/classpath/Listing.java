package io.automigrate.migration.classpath;

import java.util.ArrayList;
import java.util.List;

/** The files below some wanted folders, collected from one class path element after the other. */
public final class Listing {
    private final List<WantedFolder> folders = new ArrayList<>();
    private final List<FoundFile> files = new ArrayList<>();
    private final List<ClassPathRoot> searched = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * @param folders names with {@code /} between their parts and none at the ends; the empty name means the whole element
     */
    public Listing(Iterable<String> folders) {
        for (String folder : folders) {
            this.folders.add(new WantedFolder(folder));
        }
    }

    List<WantedFolder> folders() {
        return folders;
    }

    /** Returns a new filter for the names of files below the wanted folders. */
    FirstBytes firstBytes() {
        FirstBytes bytes = new FirstBytes();
        for (WantedFolder folder : folders) {
            bytes.add(folder.prefix());
        }
        return bytes;
    }

    /** Returns whether an element of the class path contains this wanted folder. */
    public boolean exists(String folder) {
        for (WantedFolder wanted : folders) {
            if (wanted.name().equals(folder)) {
                return wanted.exists();
            }
        }
        return false;
    }

    /** Returns whether a file or folder is below a wanted folder, and records that this folder exists. */
    boolean wants(String name) {
        boolean wanted = false;
        for (WantedFolder folder : folders) {
            if (folder.holds(name, 0)) {
                folder.found();
                wanted = true;
            }
        }
        return wanted;
    }

    void add(FoundFile file) {
        files.add(file);
    }

    /** Returns the files. A file below two wanted folders may be in the list twice. */
    public List<FoundFile> files() {
        return files;
    }

    void addSearched(ClassPathRoot root) {
        searched.add(root);
    }

    /** Returns the elements of the class path that were searched. */
    public List<ClassPathRoot> searched() {
        return searched;
    }

    /** Adds a warning for the log. */
    public void warn(String warning) {
        warnings.add(warning);
    }

    public List<String> warnings() {
        return warnings;
    }
}
