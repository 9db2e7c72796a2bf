package io.automigrate.host;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** The names of a class file's fields. */
final class FieldNames extends ClassVisitor {
    private final List<String> names = new ArrayList<>();

    private FieldNames() {
        super(Opcodes.ASM9);
    }

    static List<String> of(byte[] classFile) {
        FieldNames visitor = new FieldNames();
        new ClassReader(classFile).accept(visitor, ClassReader.SKIP_CODE);
        return visitor.names;
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        names.add(name);
        return null;
    }
}
