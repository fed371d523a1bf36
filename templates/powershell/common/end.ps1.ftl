Complete-UserData
