package io.automigrate.database.driver;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The names that a class file refers to (JVM Specification, section 4.4). */
final class ConstantPool {
    private static final int START = 10;
    private static final int UTF8 = 1;

    private ConstantPool() {}

    /**
     * Returns the class file with another name in place of a name, alone or in the types of fields and methods; the given bytes when the
     * class does not refer to the name.
     *
     * @param from an internal name, ASCII: {@code java/sql/DriverManager}
     * @param to an internal name, ASCII
     */
    static byte[] rename(byte[] classFile, String from, String to) {
        // A byte is a character here, so that texts in the modified UTF-8 of class files come out as they went in.
        if (!new String(classFile, StandardCharsets.ISO_8859_1).contains(from)) {
            return classFile;
        }
        ByteBuffer in = ByteBuffer.wrap(classFile);
        ByteArrayOutputStream out = new ByteArrayOutputStream(classFile.length + 256);
        int count = in.getShort(START - 2) & 0xffff;
        int at = START;
        out.write(classFile, 0, START);
        for (int i = 1; i < count; i++) {
            int tag = in.get(at);
            int size = size(tag, in, at);
            if (tag == UTF8) {
                String text = new String(classFile, at + 3, size - 3, StandardCharsets.ISO_8859_1);
                write(renamed(text, from, to), out);
            } else {
                out.write(classFile, at, size);
            }
            at += size;
            if (tag == 5 || tag == 6) {
                // Long and double take two places.
                i++;
            }
        }
        out.write(classFile, at, classFile.length - at);
        return out.toByteArray();
    }

    private static String renamed(String text, String from, String to) {
        return text.equals(from) ? to : text.replace("L" + from + ";", "L" + to + ";");
    }

    private static void write(String text, ByteArrayOutputStream out) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        out.write(UTF8);
        out.write(bytes.length >> 8);
        out.write(bytes.length);
        out.write(bytes, 0, bytes.length);
    }

    private static int size(int tag, ByteBuffer in, int at) {
        return switch (tag) {
            case UTF8 -> 3 + (in.getShort(at + 1) & 0xffff);
            // Class, String, MethodType, Module, Package.
            case 7, 8, 16, 19, 20 -> 3;
            // MethodHandle.
            case 15 -> 4;
            // Long, Double.
            case 5, 6 -> 9;
            // Integer, Float, Fieldref, Methodref, InterfaceMethodref, NameAndType, Dynamic, InvokeDynamic.
            default -> 5;
        };
    }
}
