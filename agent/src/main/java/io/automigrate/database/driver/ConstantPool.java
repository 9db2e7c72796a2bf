package io.automigrate.database.driver;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The names that a class file refers to (JVM Specification, section 4.4). */
final class ConstantPool {
    private static final int START = 10;
    private static final int UTF8 = 1;

    private ConstantPool() {}

    /**
     * Returns the class file with another name in place of a name; the given bytes when the class does not refer to the name.
     *
     * @param from an internal name, ASCII: {@code java/sql/DriverManager}
     * @param to an internal name, ASCII
     */
    static byte[] rename(byte[] classFile, String from, String to) {
        byte[] name = from.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer in = ByteBuffer.wrap(classFile);
        int count = in.getShort(START - 2) & 0xffff;
        int at = START;
        for (int i = 1; i < count; i++) {
            int tag = in.get(at);
            if (tag == UTF8) {
                int length = in.getShort(at + 1) & 0xffff;
                int text = at + 3;
                if (Arrays.equals(classFile, text, text + length, name, 0, name.length)) {
                    // A compiler writes each name once.
                    return replace(classFile, at, text + length, to);
                }
            }
            at += size(tag, in, at);
            if (tag == 5 || tag == 6) {
                // Long and double take two places.
                i++;
            }
        }
        return classFile;
    }

    private static byte[] replace(byte[] classFile, int start, int end, String to) {
        byte[] name = to.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(classFile.length - (end - start) + 3 + name.length);
        out.put(classFile, 0, start);
        out.put((byte) UTF8).putShort((short) name.length).put(name);
        out.put(classFile, end, classFile.length - end);
        return out.array();
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
