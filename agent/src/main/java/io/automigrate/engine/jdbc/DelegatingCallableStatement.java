package io.automigrate.engine.jdbc;

import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;

/** A call of a procedure that leaves each call to another one. Only migrations and callbacks in Java make such statements. */
final class DelegatingCallableStatement extends DelegatingCallParameters {
    private final CallableStatement statement;

    DelegatingCallableStatement(CallableStatement statement, DelegatingConnection connection, String sql) {
        super(statement, connection, sql);
        this.statement = statement;
    }

    @Override
    public Array getArray(int index) throws SQLException {
        return statement.getArray(index);
    }

    @Override
    public Array getArray(String name) throws SQLException {
        return statement.getArray(name);
    }

    @Override
    public BigDecimal getBigDecimal(int index) throws SQLException {
        return statement.getBigDecimal(index);
    }

    @Deprecated
    @Override
    public BigDecimal getBigDecimal(int index, int scale) throws SQLException {
        return statement.getBigDecimal(index, scale);
    }

    @Override
    public BigDecimal getBigDecimal(String name) throws SQLException {
        return statement.getBigDecimal(name);
    }

    @Override
    public Blob getBlob(int index) throws SQLException {
        return statement.getBlob(index);
    }

    @Override
    public Blob getBlob(String name) throws SQLException {
        return statement.getBlob(name);
    }

    @Override
    public boolean getBoolean(int index) throws SQLException {
        return statement.getBoolean(index);
    }

    @Override
    public boolean getBoolean(String name) throws SQLException {
        return statement.getBoolean(name);
    }

    @Override
    public byte getByte(int index) throws SQLException {
        return statement.getByte(index);
    }

    @Override
    public byte getByte(String name) throws SQLException {
        return statement.getByte(name);
    }

    @Override
    public byte[] getBytes(int index) throws SQLException {
        return statement.getBytes(index);
    }

    @Override
    public byte[] getBytes(String name) throws SQLException {
        return statement.getBytes(name);
    }

    @Override
    public Reader getCharacterStream(int index) throws SQLException {
        return statement.getCharacterStream(index);
    }

    @Override
    public Reader getCharacterStream(String name) throws SQLException {
        return statement.getCharacterStream(name);
    }

    @Override
    public Clob getClob(int index) throws SQLException {
        return statement.getClob(index);
    }

    @Override
    public Clob getClob(String name) throws SQLException {
        return statement.getClob(name);
    }

    @Override
    public Date getDate(int index) throws SQLException {
        return statement.getDate(index);
    }

    @Override
    public Date getDate(int index, Calendar calendar) throws SQLException {
        return statement.getDate(index, calendar);
    }

    @Override
    public Date getDate(String name) throws SQLException {
        return statement.getDate(name);
    }

    @Override
    public Date getDate(String name, Calendar calendar) throws SQLException {
        return statement.getDate(name, calendar);
    }

    @Override
    public double getDouble(int index) throws SQLException {
        return statement.getDouble(index);
    }

    @Override
    public double getDouble(String name) throws SQLException {
        return statement.getDouble(name);
    }

    @Override
    public float getFloat(int index) throws SQLException {
        return statement.getFloat(index);
    }

    @Override
    public float getFloat(String name) throws SQLException {
        return statement.getFloat(name);
    }

    @Override
    public int getInt(int index) throws SQLException {
        return statement.getInt(index);
    }

    @Override
    public int getInt(String name) throws SQLException {
        return statement.getInt(name);
    }

    @Override
    public long getLong(int index) throws SQLException {
        return statement.getLong(index);
    }

    @Override
    public long getLong(String name) throws SQLException {
        return statement.getLong(name);
    }

    @Override
    public Reader getNCharacterStream(int index) throws SQLException {
        return statement.getNCharacterStream(index);
    }

    @Override
    public Reader getNCharacterStream(String name) throws SQLException {
        return statement.getNCharacterStream(name);
    }

    @Override
    public NClob getNClob(int index) throws SQLException {
        return statement.getNClob(index);
    }

    @Override
    public NClob getNClob(String name) throws SQLException {
        return statement.getNClob(name);
    }

    @Override
    public String getNString(int index) throws SQLException {
        return statement.getNString(index);
    }

    @Override
    public String getNString(String name) throws SQLException {
        return statement.getNString(name);
    }

    @Override
    public Object getObject(int index) throws SQLException {
        return statement.getObject(index);
    }

    @Override
    public <T> T getObject(int index, Class<T> type) throws SQLException {
        return statement.getObject(index, type);
    }

    @Override
    public Object getObject(int index, Map<String, Class<?>> types) throws SQLException {
        return statement.getObject(index, types);
    }

    @Override
    public Object getObject(String name) throws SQLException {
        return statement.getObject(name);
    }

    @Override
    public <T> T getObject(String name, Class<T> type) throws SQLException {
        return statement.getObject(name, type);
    }

    @Override
    public Object getObject(String name, Map<String, Class<?>> types) throws SQLException {
        return statement.getObject(name, types);
    }

    @Override
    public Ref getRef(int index) throws SQLException {
        return statement.getRef(index);
    }

    @Override
    public Ref getRef(String name) throws SQLException {
        return statement.getRef(name);
    }

    @Override
    public RowId getRowId(int index) throws SQLException {
        return statement.getRowId(index);
    }

    @Override
    public RowId getRowId(String name) throws SQLException {
        return statement.getRowId(name);
    }

    @Override
    public SQLXML getSQLXML(int index) throws SQLException {
        return statement.getSQLXML(index);
    }

    @Override
    public SQLXML getSQLXML(String name) throws SQLException {
        return statement.getSQLXML(name);
    }

    @Override
    public short getShort(int index) throws SQLException {
        return statement.getShort(index);
    }

    @Override
    public short getShort(String name) throws SQLException {
        return statement.getShort(name);
    }

    @Override
    public String getString(int index) throws SQLException {
        return statement.getString(index);
    }

    @Override
    public String getString(String name) throws SQLException {
        return statement.getString(name);
    }

    @Override
    public Time getTime(int index) throws SQLException {
        return statement.getTime(index);
    }

    @Override
    public Time getTime(int index, Calendar calendar) throws SQLException {
        return statement.getTime(index, calendar);
    }

    @Override
    public Time getTime(String name) throws SQLException {
        return statement.getTime(name);
    }

    @Override
    public Time getTime(String name, Calendar calendar) throws SQLException {
        return statement.getTime(name, calendar);
    }

    @Override
    public Timestamp getTimestamp(int index) throws SQLException {
        return statement.getTimestamp(index);
    }

    @Override
    public Timestamp getTimestamp(int index, Calendar calendar) throws SQLException {
        return statement.getTimestamp(index, calendar);
    }

    @Override
    public Timestamp getTimestamp(String name) throws SQLException {
        return statement.getTimestamp(name);
    }

    @Override
    public Timestamp getTimestamp(String name, Calendar calendar) throws SQLException {
        return statement.getTimestamp(name, calendar);
    }

    @Override
    public URL getURL(int index) throws SQLException {
        return statement.getURL(index);
    }

    @Override
    public URL getURL(String name) throws SQLException {
        return statement.getURL(name);
    }

    @Override
    public boolean wasNull() throws SQLException {
        return statement.wasNull();
    }
}
