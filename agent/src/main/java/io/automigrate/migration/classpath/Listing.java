package io.automigrate.migration.classpath;

import java.util.ArrayList;
import java.util.List;

/** What lies below some folders, collected over one class path root after the other. */
public final class Listing {
    private final List<WantedFolder> folders = new ArrayList<>();
    private final List<FoundFile> files = new ArrayList<>();
    private final List<ClassPathRoot> searched = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * @param folders names with {@code /} between, none at the ends; the empty one stands for the whole root
     */
    public Listing(Iterable<String> folders) {
        for (String folder : folders) {
            this.folders.add(new WantedFolder(folder));
        }
    }

    List<WantedFolder> folders() {
        return folders;
    }

    /** Returns what the names of the files that are asked for begin with in a jar; the caller's own. */
    FirstBytes firstBytes() {
        FirstBytes bytes = new FirstBytes();
        for (WantedFolder folder : folders) {
            bytes.add(folder.prefix());
        }
        return bytes;
    }

    /** Returns whether any root has this folder, which was asked for. */
    public boolean exists(String folder) {
        for (WantedFolder wanted : folders) {
            if (wanted.name().equals(folder)) {
                return wanted.exists();
            }
        }
        return false;
    }

    /** Returns whether a file or folder of this name was asked for, and notes that the folder it is in exists. */
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

    /** Returns the files; one that is below two of the folders may be there twice. */
    public List<FoundFile> files() {
        return files;
    }

    void addSearched(ClassPathRoot root) {
        searched.add(root);
    }

    /** Returns the roots that were looked into. */
    public List<ClassPathRoot> searched() {
        return searched;
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    public List<String> warnings() {
        return warnings;
    }
}
