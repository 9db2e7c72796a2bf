package io.automigrate.engine.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;

/** The parameters of a call of a procedure, by name and of the kind that the procedure writes. */
abstract class DelegatingCallParameters extends DelegatingPreparedStatement implements CallableStatement {
    private final CallableStatement statement;

    DelegatingCallParameters(CallableStatement statement, DelegatingConnection connection, String sql) {
        super(statement, connection, sql);
        this.statement = statement;
    }

    @Override
    public void registerOutParameter(int index, int type) throws SQLException {
        statement.registerOutParameter(index, type);
    }

    @Override
    public void registerOutParameter(int index, SQLType type) throws SQLException {
        statement.registerOutParameter(index, type);
    }

    @Override
    public void registerOutParameter(int index, int type, String typeName) throws SQLException {
        statement.registerOutParameter(index, type, typeName);
    }

    @Override
    public void registerOutParameter(int index, int type, int scale) throws SQLException {
        statement.registerOutParameter(index, type, scale);
    }

    @Override
    public void registerOutParameter(int index, SQLType type, String typeName) throws SQLException {
        statement.registerOutParameter(index, type, typeName);
    }

    @Override
    public void registerOutParameter(int index, SQLType type, int scale) throws SQLException {
        statement.registerOutParameter(index, type, scale);
    }

    @Override
    public void registerOutParameter(String name, int type) throws SQLException {
        statement.registerOutParameter(name, type);
    }

    @Override
    public void registerOutParameter(String name, SQLType type) throws SQLException {
        statement.registerOutParameter(name, type);
    }

    @Override
    public void registerOutParameter(String name, int type, String typeName) throws SQLException {
        statement.registerOutParameter(name, type, typeName);
    }

    @Override
    public void registerOutParameter(String name, int type, int scale) throws SQLException {
        statement.registerOutParameter(name, type, scale);
    }

    @Override
    public void registerOutParameter(String name, SQLType type, String typeName) throws SQLException {
        statement.registerOutParameter(name, type, typeName);
    }

    @Override
    public void registerOutParameter(String name, SQLType type, int scale) throws SQLException {
        statement.registerOutParameter(name, type, scale);
    }

    @Override
    public void setAsciiStream(String name, InputStream value) throws SQLException {
        statement.setAsciiStream(name, value);
    }

    @Override
    public void setAsciiStream(String name, InputStream value, int length) throws SQLException {
        statement.setAsciiStream(name, value, length);
    }

    @Override
    public void setAsciiStream(String name, InputStream value, long length) throws SQLException {
        statement.setAsciiStream(name, value, length);
    }

    @Override
    public void setBigDecimal(String name, BigDecimal value) throws SQLException {
        statement.setBigDecimal(name, value);
    }

    @Override
    public void setBinaryStream(String name, InputStream value) throws SQLException {
        statement.setBinaryStream(name, value);
    }

    @Override
    public void setBinaryStream(String name, InputStream value, int length) throws SQLException {
        statement.setBinaryStream(name, value, length);
    }

    @Override
    public void setBinaryStream(String name, InputStream value, long length) throws SQLException {
        statement.setBinaryStream(name, value, length);
    }

    @Override
    public void setBlob(String name, InputStream value) throws SQLException {
        statement.setBlob(name, value);
    }

    @Override
    public void setBlob(String name, Blob value) throws SQLException {
        statement.setBlob(name, value);
    }

    @Override
    public void setBlob(String name, InputStream value, long length) throws SQLException {
        statement.setBlob(name, value, length);
    }

    @Override
    public void setBoolean(String name, boolean value) throws SQLException {
        statement.setBoolean(name, value);
    }

    @Override
    public void setByte(String name, byte value) throws SQLException {
        statement.setByte(name, value);
    }

    @Override
    public void setBytes(String name, byte[] value) throws SQLException {
        statement.setBytes(name, value);
    }

    @Override
    public void setCharacterStream(String name, Reader value) throws SQLException {
        statement.setCharacterStream(name, value);
    }

    @Override
    public void setCharacterStream(String name, Reader value, int length) throws SQLException {
        statement.setCharacterStream(name, value, length);
    }

    @Override
    public void setCharacterStream(String name, Reader value, long length) throws SQLException {
        statement.setCharacterStream(name, value, length);
    }

    @Override
    public void setClob(String name, Reader value) throws SQLException {
        statement.setClob(name, value);
    }

    @Override
    public void setClob(String name, Clob value) throws SQLException {
        statement.setClob(name, value);
    }

    @Override
    public void setClob(String name, Reader value, long length) throws SQLException {
        statement.setClob(name, value, length);
    }

    @Override
    public void setDate(String name, Date value) throws SQLException {
        statement.setDate(name, value);
    }

    @Override
    public void setDate(String name, Date value, Calendar calendar) throws SQLException {
        statement.setDate(name, value, calendar);
    }

    @Override
    public void setDouble(String name, double value) throws SQLException {
        statement.setDouble(name, value);
    }

    @Override
    public void setFloat(String name, float value) throws SQLException {
        statement.setFloat(name, value);
    }

    @Override
    public void setInt(String name, int value) throws SQLException {
        statement.setInt(name, value);
    }

    @Override
    public void setLong(String name, long value) throws SQLException {
        statement.setLong(name, value);
    }

    @Override
    public void setNCharacterStream(String name, Reader value) throws SQLException {
        statement.setNCharacterStream(name, value);
    }

    @Override
    public void setNCharacterStream(String name, Reader value, long length) throws SQLException {
        statement.setNCharacterStream(name, value, length);
    }

    @Override
    public void setNClob(String name, Reader value) throws SQLException {
        statement.setNClob(name, value);
    }

    @Override
    public void setNClob(String name, NClob value) throws SQLException {
        statement.setNClob(name, value);
    }

    @Override
    public void setNClob(String name, Reader value, long length) throws SQLException {
        statement.setNClob(name, value, length);
    }

    @Override
    public void setNString(String name, String value) throws SQLException {
        statement.setNString(name, value);
    }

    @Override
    public void setNull(String name, int type) throws SQLException {
        statement.setNull(name, type);
    }

    @Override
    public void setNull(String name, int type, String typeName) throws SQLException {
        statement.setNull(name, type, typeName);
    }

    @Override
    public void setObject(String name, Object value) throws SQLException {
        statement.setObject(name, value);
    }

    @Override
    public void setObject(String name, Object value, int type) throws SQLException {
        statement.setObject(name, value, type);
    }

    @Override
    public void setObject(String name, Object value, SQLType type) throws SQLException {
        statement.setObject(name, value, type);
    }

    @Override
    public void setObject(String name, Object value, int type, int scale) throws SQLException {
        statement.setObject(name, value, type, scale);
    }

    @Override
    public void setObject(String name, Object value, SQLType type, int scale) throws SQLException {
        statement.setObject(name, value, type, scale);
    }

    @Override
    public void setRowId(String name, RowId value) throws SQLException {
        statement.setRowId(name, value);
    }

    @Override
    public void setSQLXML(String name, SQLXML value) throws SQLException {
        statement.setSQLXML(name, value);
    }

    @Override
    public void setShort(String name, short value) throws SQLException {
        statement.setShort(name, value);
    }

    @Override
    public void setString(String name, String value) throws SQLException {
        statement.setString(name, value);
    }

    @Override
    public void setTime(String name, Time value) throws SQLException {
        statement.setTime(name, value);
    }

    @Override
    public void setTime(String name, Time value, Calendar calendar) throws SQLException {
        statement.setTime(name, value, calendar);
    }

    @Override
    public void setTimestamp(String name, Timestamp value) throws SQLException {
        statement.setTimestamp(name, value);
    }

    @Override
    public void setTimestamp(String name, Timestamp value, Calendar calendar) throws SQLException {
        statement.setTimestamp(name, value, calendar);
    }

    @Override
    public void setURL(String name, URL value) throws SQLException {
        statement.setURL(name, value);
    }
}
