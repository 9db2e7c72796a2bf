package io.automigrate.migration.classpath;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * The bytes of an archive: a file, an archive stored inside another archive, or an array in memory. This is an interface, so that the verifier
 * of the JVM loads no implementation that a start does not use.
 */
interface ArchiveBytes {
    /** Returns the bytes of a file. The caller closes the file. */
    static ArchiveBytes of(RandomAccessFile file) throws IOException {
        long length = file.length();
        return new ArchiveBytes() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public byte[] read(long position, int count) throws IOException {
                byte[] result = new byte[count];
                file.seek(position);
                file.readFully(result);
                return result;
            }
        };
    }

    static ArchiveBytes of(byte[] bytes) {
        return new ArchiveBytes() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public byte[] read(long position, int count) {
                return Arrays.copyOfRange(bytes, (int) position, (int) position + count);
            }
        };
    }

    /** Returns a part of the bytes that is an archive itself. */
    default ArchiveBytes part(long start, long length) {
        ArchiveBytes whole = this;
        return new ArchiveBytes() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public byte[] read(long position, int count) throws IOException {
                return whole.at(start + position, count);
            }
        };
    }

    long length();

    /** Returns {@code count} bytes from {@code position} on, which the archive has. */
    byte[] read(long position, int count) throws IOException;

    /**
     * Returns {@code count} bytes from {@code position} on.
     *
     * @throws ZipException when the archive ends before
     */
    default byte[] at(long position, int count) throws IOException {
        if (position < 0 || count < 0 || position + count > length()) {
            throw new ZipException("it is not a zip archive, or it is truncated");
        }
        return read(position, count);
    }
}
