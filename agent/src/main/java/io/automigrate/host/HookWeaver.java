package io.automigrate.host;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Puts the call of a hook into a class. This is the only class that needs ASM. The agent loads it when the JVM loads the class to weave.
 *
 * <p>What is woven in refers to the JDK and nothing else: {@code ClassLoader.getSystemClassLoader().loadClass("…Bridge")
 * .getMethod("reached", Object.class).invoke(null, subject)}. Module systems like JBoss Modules and OSGi let every class see that much.
 */
final class HookWeaver {
    private static final String BRIDGE = "io.automigrate.bootstrap.Bridge";
    private static final String METHOD = "reached";
    private static final String OBJECT = "java/lang/Object";
    private static final int API = Opcodes.ASM9;

    private HookWeaver() {}

    /**
     * Returns the class with the call in it.
     *
     * @throws UnexpectedHostException when the class does not have the method, or is newer than what ASM reads
     */
    static byte[] weave(byte[] classFile, Hook hook) throws UnexpectedHostException {
        Weaving weaving;
        ClassWriter writer;
        try {
            ClassReader reader = new ClassReader(classFile);
            // The woven code has no branches, so there are no frames to compute. With the reader, ASM copies all other
            // methods unchanged.
            writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
            weaving = new Weaving(writer, hook);
            reader.accept(weaving, 0);
        } catch (RuntimeException e) {
            throw new UnexpectedHostException(hook + " can't be read: " + e, e);
        }
        if (!weaving.isDone) {
            throw new UnexpectedHostException("the method " + hook + " with the parameters " + hook.descriptor()
                    + " is not there, or has another form");
        }
        return writer.toByteArray();
    }

    private static final class Weaving extends ClassVisitor {
        private final Hook hook;
        private boolean isDone;

        Weaving(ClassVisitor next, Hook hook) {
            super(API, next);
            this.hook = hook;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            boolean isHooked = name.equals(hook.method())
                    && descriptor.equals(hook.descriptor())
                    && (access & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
            return isHooked ? new Call(next) : next;
        }

        private final class Call extends MethodVisitor {
            Call(MethodVisitor next) {
                super(API, next);
            }

            @Override
            public void visitCode() {
                super.visitCode();
                if (!hook.isAtReturn()) {
                    call();
                }
            }

            @Override
            public void visitInsn(int opcode) {
                if (opcode == Opcodes.RETURN && hook.isAtReturn()) {
                    call();
                }
                super.visitInsn(opcode);
            }

            private void call() {
                visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        "java/lang/ClassLoader",
                        "getSystemClassLoader",
                        "()Ljava/lang/ClassLoader;",
                        false);
                visitLdcInsn(BRIDGE);
                visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL,
                        "java/lang/ClassLoader",
                        "loadClass",
                        "(Ljava/lang/String;)Ljava/lang/Class;",
                        false);
                visitLdcInsn(METHOD);
                arrayOfOne("java/lang/Class");
                visitLdcInsn(Type.getObjectType(OBJECT));
                super.visitInsn(Opcodes.AASTORE);
                visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL,
                        "java/lang/Class",
                        "getMethod",
                        "(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;",
                        false);
                super.visitInsn(Opcodes.ACONST_NULL);
                arrayOfOne(OBJECT);
                subject();
                super.visitInsn(Opcodes.AASTORE);
                visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL,
                        "java/lang/reflect/Method",
                        "invoke",
                        "(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;",
                        false);
                super.visitInsn(Opcodes.POP);
                isDone = true;
            }

            private void subject() {
                if (hook.subject() != Hook.BOTH) {
                    visitVarInsn(Opcodes.ALOAD, hook.subject());
                    return;
                }
                super.visitInsn(Opcodes.ICONST_2);
                visitTypeInsn(Opcodes.ANEWARRAY, OBJECT);
                for (int i = 0; i < 2; i++) {
                    super.visitInsn(Opcodes.DUP);
                    super.visitInsn(Opcodes.ICONST_0 + i);
                    visitVarInsn(Opcodes.ALOAD, i);
                    super.visitInsn(Opcodes.AASTORE);
                }
            }

            /** Leaves an array and the place of its one element on the stack. */
            private void arrayOfOne(String type) {
                super.visitInsn(Opcodes.ICONST_1);
                visitTypeInsn(Opcodes.ANEWARRAY, type);
                super.visitInsn(Opcodes.DUP);
                super.visitInsn(Opcodes.ICONST_0);
            }
        }
    }
}
