package io.automigrate.migration.classpath;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;
import java.util.zip.ZipException;

/** The bytes of an archive: of a file, of an archive that is stored inside another one, or in memory. */
abstract class ArchiveBytes {
    private final long length;

    private ArchiveBytes(long length) {
        this.length = length;
    }

    /** Returns those of a file, which stays the caller's. */
    static ArchiveBytes of(RandomAccessFile file) throws IOException {
        return new ArchiveBytes(file.length()) {
            @Override
            byte[] read(long position, int count) throws IOException {
                byte[] result = new byte[count];
                file.seek(position);
                file.readFully(result);
                return result;
            }
        };
    }

    static ArchiveBytes of(byte[] bytes) {
        return new ArchiveBytes(bytes.length) {
            @Override
            byte[] read(long position, int count) {
                return Arrays.copyOfRange(bytes, (int) position, (int) position + count);
            }
        };
    }

    /** Returns a part of these that is an archive itself. */
    ArchiveBytes part(long start, long length) {
        ArchiveBytes whole = this;
        return new ArchiveBytes(length) {
            @Override
            byte[] read(long position, int count) throws IOException {
                return whole.at(start + position, count);
            }
        };
    }

    long length() {
        return length;
    }

    /**
     * Returns some of them.
     *
     * @throws ZipException when there are not so many
     */
    byte[] at(long position, int count) throws IOException {
        if (position < 0 || count < 0 || position + count > length) {
            throw new ZipException("it is no zip archive, or cut off");
        }
        return read(position, count);
    }

    abstract byte[] read(long position, int count) throws IOException;
}
