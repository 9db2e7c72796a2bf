package io.automigrate.engine.flyway;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A type of Flyway's that had another name in older versions. Classes that are compiled against the new name are changed so that they
 * link to the old one.
 *
 * @param name the internal name that the classes use: {@code org/flywaydb/core/Flyway}
 * @param oldName the internal name in the older version
 */
record RenamedType(String name, String oldName) {
    /** Until Flyway 7.3 a script was a type in an internal package. */
    static final RenamedType LOADABLE_RESOURCE = new RenamedType(
            "org/flywaydb/core/api/resource/LoadableResource", "org/flywaydb/core/internal/resource/LoadableResource");

    private static final int CONSTANTS = 10;
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;

    /** Returns whether a Flyway has the type by its old name only. */
    boolean isOldIn(ClassLoader application) {
        return application.getResource(name + ".class") == null && application.getResource(oldName + ".class") != null;
    }

    /** Returns a class file that links to the old name, in its constant pool (JVM Specification, section 4.4). */
    byte[] relink(byte[] classFile) {
        ByteBuffer in = ByteBuffer.wrap(classFile);
        ByteArrayOutputStream out = new ByteArrayOutputStream(classFile.length + 256);
        int count = in.getShort(CONSTANTS - 2) & 0xffff;
        out.write(classFile, 0, CONSTANTS);
        int at = CONSTANTS;
        for (int i = 1; i < count; i++) {
            int tag = classFile[at];
            int size = size(tag, in, at);
            if (tag == UTF8) {
                // Bytes that are no ASCII must stay as they are, so each is one character.
                String text = new String(classFile, at + 3, size - 3, StandardCharsets.ISO_8859_1);
                byte[] renamed = text.replace(name, oldName).getBytes(StandardCharsets.ISO_8859_1);
                out.write(UTF8);
                out.write(renamed.length >> 8);
                out.write(renamed.length);
                out.write(renamed, 0, renamed.length);
            } else {
                out.write(classFile, at, size);
            }
            at += size;
            if (tag == LONG || tag == DOUBLE) {
                // These take two places.
                i++;
            }
        }
        out.write(classFile, at, classFile.length - at);
        return out.toByteArray();
    }

    private static int size(int tag, ByteBuffer in, int at) {
        return switch (tag) {
            case UTF8 -> 3 + (in.getShort(at + 1) & 0xffff);
            // Class, String, MethodType, Module, Package.
            case 7, 8, 16, 19, 20 -> 3;
            // MethodHandle.
            case 15 -> 4;
            case LONG, DOUBLE -> 9;
            // Integer, Float, Fieldref, Methodref, InterfaceMethodref, NameAndType, Dynamic, InvokeDynamic.
            default -> 5;
        };
    }
}
