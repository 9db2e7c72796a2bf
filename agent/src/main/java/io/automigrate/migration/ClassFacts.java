package io.automigrate.migration;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The facts in a class file (JVM Specification, section 4.1): enough to know whether the class is a Java migration, and whether its name
 * alone says what Flyway writes into the history.
 *
 * @param isAbstract whether no object of the class can be made; also for an interface
 * @param parents the internal names of the class that it extends, and of the interfaces that it implements, in this order
 * @param methods the names of its own methods
 */
public record ClassFacts(boolean isAbstract, List<String> parents, List<String> methods) {
    /** Flyway's class for migrations that are described by their name, and have no checksum unless they say so. */
    private static final String BASE = "org/flywaydb/core/api/migration/BaseJavaMigration";

    private static final int ABSTRACT = 0x0400;
    private static final String JDK = "java/";

    public ClassFacts {
        parents = List.copyOf(parents);
        methods = List.copyOf(methods);
    }

    /** Returns whether Flyway can't take the class for a migration, because nothing that it extends or implements is Flyway's. */
    public boolean isNoMigration() {
        for (String parent : parents) {
            if (!parent.startsWith(JDK)) {
                return isAbstract;
            }
        }
        return true;
    }

    /** Returns whether the name of the class is its description, and the migration has no checksum. */
    public boolean isDescribedByName() {
        for (String method : methods) {
            // getVersion, getDescription, getChecksum, isUndo, …: whatever is asked before the migration is run.
            if (method.startsWith("get") || method.startsWith("is")) {
                return false;
            }
        }
        return parents.size() == 1 && parents.get(0).equals(BASE);
    }

    static ClassFacts read(InputStream file) throws IOException {
        DataInputStream in = new DataInputStream(file);
        in.readLong();
        String[] texts = new String[in.readUnsignedShort()];
        int[] names = new int[texts.length];
        readConstants(in, texts, names);
        int flags = in.readUnsignedShort();
        in.readUnsignedShort();
        List<String> parents = new ArrayList<>();
        parents.add(String.valueOf(texts[names[in.readUnsignedShort()]]));
        for (int interfaces = in.readUnsignedShort(); interfaces > 0; interfaces--) {
            parents.add(texts[names[in.readUnsignedShort()]]);
        }
        readMembers(in, texts);
        return new ClassFacts((flags & ABSTRACT) != 0, parents, readMembers(in, texts));
    }

    private static void readConstants(DataInputStream in, String[] texts, int[] names) throws IOException {
        for (int i = 1; i < texts.length; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[i] = in.readUTF();
                case 7 -> names[i] = in.readUnsignedShort();
                case 8, 16, 19, 20 -> in.readUnsignedShort();
                case 15 -> in.skipNBytes(3);
                case 5, 6 -> {
                    // Long and double take two places.
                    in.readLong();
                    i++;
                }
                default -> in.readInt();
            }
        }
    }

    /** Reads the fields or the methods; returns their names. */
    private static List<String> readMembers(DataInputStream in, String[] texts) throws IOException {
        List<String> members = new ArrayList<>();
        for (int count = in.readUnsignedShort(); count > 0; count--) {
            in.readUnsignedShort();
            members.add(texts[in.readUnsignedShort()]);
            in.readUnsignedShort();
            for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                in.readUnsignedShort();
                in.skipNBytes(in.readInt());
            }
        }
        return members;
    }
}
